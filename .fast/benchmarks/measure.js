import autocannon from "autocannon";
import { checkSameReply, fetchReply } from "./same-reply.js";
import { ServerProcess } from "./server-process.js";
const CONNECTIONS = 20;
const PIPELINING = 10;
const WARM_UP = 5e4;
const ROUNDS_PER_PROCESS = 20;
const UNREAD = CONNECTIONS * (PIPELINING - 1);
async function measureQuestion({ file, logged }, effort, { own, others = [] } = {}) {
  const { question } = await import(file);
  const names = own ?? (logged ? ["limit", "plugin"] : Object.keys(question.servers));
  const servers = [...names.map((name) => ({ name, file, server: name, logged })), ...others];
  const rounds = new Map(servers.map(({ name }) => [name, []]));
  for (let left = effort.rounds; left > 0; left -= ROUNDS_PER_PROCESS) {
    await measureProcesses(question, servers, { ...effort, rounds: Math.min(left, ROUNDS_PER_PROCESS) }, rounds);
  }
  const known = question.comparisons?.filter(({ server = "plugin", base }) => names.includes(server) && names.includes(base)) ?? [];
  const comparisons = others.length > 0 ? others.map(({ name }) => ({ base: name })) : known;
  return {
    title: logged ? `${question.title}, with pino` : question.title,
    target: question.target,
    servers: summarize(rounds),
    comparisons: comparisons.map(({ server = "plugin", ...rest }) => ({ ...rest, server, ratio: compare(rounds, server, rest.base) }))
  };
}
async function measureProcesses(question, selected, effort, rounds) {
  const servers = [];
  try {
    for (const server of selected) servers.push(await ServerProcess.start(server));
    const statuses = await checkReplies(question, servers);
    const statusOf = (server) => statuses.get(server.name);
    for (const server of servers) await runRound(question, server, statusOf(server), WARM_UP);
    for (let round = 0; round < effort.rounds; round++) {
      for (const server of round % 2 === 0 ? servers : servers.toReversed()) {
        rounds.get(server.name)?.push(await runRound(question, server, statusOf(server), effort.requests));
      }
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
async function checkReplies(question, servers) {
  const replies = /* @__PURE__ */ new Map();
  for (const { name, origin } of servers) replies.set(name, await fetchReply(origin, question.request));
  const limit = replies.get("limit");
  checkSameReply(limit, replies.get("plugin"));
  return new Map([...replies].map(([name, { statusCode }]) => [name, statusCode]));
}
async function runRound(question, server, statusCode, requests) {
  const { method = "GET", path = "/", headers = {}, body } = question.request ?? {};
  const before = await server.readCpu();
  const start = performance.now();
  let end = start;
  const result = await new Promise((resolve, reject) => {
    autocannon({
      url: server.origin + path,
      method,
      headers: { ...headers },
      ...body === void 0 ? void 0 : { body },
      connections: CONNECTIONS,
      pipelining: PIPELINING,
      amount: requests,
      sampleInt: 20
      // ms; that all is answered is noticed at a sample only
    }, (error, result2) => {
      if (error == null) resolve(result2);
      else reject(error);
    }).on("response", () => {
      end = performance.now();
    });
  });
  const seconds = (end - start) / 1e3;
  const cpu = await server.readCpu() - before;
  const { statusCodeStats } = result;
  const answered = statusCodeStats[statusCode]?.count ?? 0;
  if (Object.keys(statusCodeStats).length !== 1 || answered < requests - UNREAD) {
    throw new Error(`server '${server.name}' answered ${answered} of ${requests} requests with ${statusCode}`);
  }
  return { cpu: cpu / requests, rate: requests / seconds };
}
function summarize(rounds) {
  const limit = rounds.get("limit");
  return [...rounds].map(([name, own]) => ({
    name,
    cpu: spread(own.map(({ cpu }) => cpu)).median,
    rate: spread(own.map(({ rate }) => rate)).median,
    ratio: compare(rounds, name, "limit"),
    above: spread(own.map(({ cpu }, round) => cpu - limit[round].cpu)).median
  }));
}
function compare(rounds, server, base) {
  const bases = rounds.get(base);
  return spread(rounds.get(server).map(({ cpu }, round) => cpu / bases[round].cpu));
}
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return { lower: quantile(sorted, 0.25), median: quantile(sorted, 0.5), upper: quantile(sorted, 0.75) };
}
function quantile(sorted, fraction) {
  const position = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(position)];
  return below + position % 1 * (sorted[Math.ceil(position)] - below);
}
export {
  measureQuestion,
  spread
};
