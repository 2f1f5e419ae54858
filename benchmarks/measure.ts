import autocannon from 'autocannon'
import { checkSameReply, fetchReply } from './same-reply.js'
import { ServerProcess, type ServerOfQuestion } from './server-process.js'
import type { Comparison, Question } from './question.js'
import type { Asked } from './questions.js'

/** How long to measure. */
export interface Effort {
  /** Times that each server is measured, interleaved with the others. */
  readonly rounds: number
  /** Requests per server and round. */
  readonly requests: number
}

/** What came out for one server. */
export interface ServerResult {
  readonly name: string
  /** CPU time per request in microseconds, median of the rounds. */
  readonly cpu: number
  /** Requests per second, median of the rounds. */
  readonly rate: number
  /** CPU per request divided by that of the limit in the same round. */
  readonly ratio: Spread
  /** CPU per request beyond the limit in the same round, in microseconds: median of the rounds. */
  readonly above: number
}

/** What came out for two servers that a question compares. */
export interface ComparisonResult extends Comparison {
  readonly server: string
  readonly ratio: Spread
}

export interface QuestionResult {
  readonly title: string
  readonly target: number | undefined
  readonly targetAbove: number | undefined
  readonly servers: readonly ServerResult[]
  readonly comparisons: readonly ComparisonResult[]
}

/** Median and the quartiles around it. */
export interface Spread {
  readonly lower: number
  readonly median: number
  readonly upper: number
}

const CONNECTIONS = 20
const PIPELINING = 10
const WARM_UP = 50_000 // requests; V8 compiles for some 40,000, twice as long as it takes to look warm
const ROUNDS_PER_PROCESS = 20
// With its last request sent, a connection ends at the next reply; the server has the others too, nobody reads them
const UNREAD = CONNECTIONS * (PIPELINING - 1)

// A member that the types do not have
type Result = autocannon.Result & { readonly statusCodeStats: Readonly<Record<string, { count: number }>> }

interface Round {
  readonly cpu: number
  readonly rate: number
}

/** Which servers of a question to measure. */
export interface Selection {
  /**
   * Names of its own servers.
   *
   * @default all
   */
  readonly own?: readonly string[]
  /** The servers of another commit, which the plugin is compared with. */
  readonly others?: readonly ServerOfQuestion[]
}

/**
 * Answers a question.
 *
 * @throws when the plugin does not send the same as the limit, or a server fails under load
 */
export async function measureQuestion ({ file, logged }: Asked, effort: Effort, { own, others = [] }: Selection = {}): Promise<QuestionResult> {
  const { question } = await import(file) as { question: Question }
  const names = own ?? (logged ? ['limit', 'plugin'] : Object.keys(question.servers))
  const servers = [...names.map((name) => ({ name, file, server: name, logged })), ...others]
  const rounds = new Map<string, Round[]>(servers.map(({ name }) => [name, []]))
  // How a process was optimized is in part chance, so no process gives all the rounds
  for (let left = effort.rounds; left > 0; left -= ROUNDS_PER_PROCESS) {
    await measureProcesses(question, servers, { ...effort, rounds: Math.min(left, ROUNDS_PER_PROCESS) }, rounds)
  }
  const known = question.comparisons?.filter(({ server = 'plugin', base }) => names.includes(server) && names.includes(base)) ?? []
  const comparisons: readonly Comparison[] = others.length > 0 ? others.map(({ name }) => ({ base: name })) : known
  return {
    title: logged ? `${question.title}, with pino` : question.title,
    target: question.target,
    targetAbove: question.targetAbove,
    servers: summarize(rounds),
    comparisons: comparisons.map(({ server = 'plugin', ...rest }) => ({ ...rest, server, ratio: compare(rounds, server, rest.base) }))
  }
}

async function measureProcesses (question: Question, selected: readonly ServerOfQuestion[], effort: Effort, rounds: ReadonlyMap<string, Round[]>): Promise<void> {
  const servers: ServerProcess[] = []
  try {
    for (const server of selected) servers.push(await ServerProcess.start(server))
    const statuses = await checkReplies(question, servers)
    const statusOf = (server: ServerProcess) => statuses.get(server.name) as number
    for (const server of servers) await runRound(question, server, statusOf(server), WARM_UP)
    for (let round = 0; round < effort.rounds; round++) {
      // Back and forth, so that none always comes first
      for (const server of round % 2 === 0 ? servers : servers.toReversed()) {
        rounds.get(server.name)?.push(await runRound(question, server, statusOf(server), effort.requests))
      }
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function checkReplies (question: Question, servers: readonly ServerProcess[]): Promise<Map<string, number>> {
  const replies = new Map<string, Awaited<ReturnType<typeof fetchReply>>>()
  for (const { name, origin } of servers) replies.set(name, await fetchReply(origin, question.request))
  const limit = replies.get('limit') as Awaited<ReturnType<typeof fetchReply>>
  checkSameReply(limit, replies.get('plugin') as typeof limit)
  return new Map([...replies].map(([name, { statusCode }]) => [name, statusCode]))
}

async function runRound (question: Question, server: ServerProcess, statusCode: number, requests: number): Promise<Round> {
  const { method = 'GET', path = '/', headers = {}, body } = question.request ?? {}
  const before = await server.readCpu()
  const start = performance.now()
  let end = start
  const result = await new Promise<Result>((resolve, reject) => {
    autocannon({
      url: server.origin + path,
      method,
      headers: { ...headers },
      ...body === undefined ? undefined : { body },
      connections: CONNECTIONS,
      pipelining: PIPELINING,
      amount: requests,
      sampleInt: 20 // ms; that all is answered is noticed at a sample only
    }, (error, result) => {
      if (error == null) resolve(result as Result)
      else reject(error)
    }).on('response', () => { end = performance.now() })
  })
  const seconds = (end - start) / 1000
  const cpu = await server.readCpu() - before
  const { statusCodeStats } = result
  const answered = statusCodeStats[statusCode]?.count ?? 0
  if (Object.keys(statusCodeStats).length !== 1 || answered < requests - UNREAD) {
    throw new Error(`server '${server.name}' answered ${answered} of ${requests} requests with ${statusCode}`)
  }
  return { cpu: cpu / requests, rate: requests / seconds }
}

function summarize (rounds: ReadonlyMap<string, readonly Round[]>): ServerResult[] {
  const limit = rounds.get('limit') as readonly Round[]
  return [...rounds].map(([name, own]) => ({
    name,
    cpu: spread(own.map(({ cpu }) => cpu)).median,
    rate: spread(own.map(({ rate }) => rate)).median,
    ratio: compare(rounds, name, 'limit'),
    above: spread(own.map(({ cpu }, round) => cpu - (limit[round] as Round).cpu)).median
  }))
}

/** Ratio of two servers in the same rounds. */
function compare (rounds: ReadonlyMap<string, readonly Round[]>, server: string, base: string): Spread {
  const bases = rounds.get(base) as readonly Round[]
  return spread((rounds.get(server) as readonly Round[]).map(({ cpu }, round) => cpu / (bases[round] as Round).cpu))
}

/** Median and quartiles of some values. */
export function spread (values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return { lower: quantile(sorted, 0.25), median: quantile(sorted, 0.5), upper: quantile(sorted, 0.75) }
}

// Between two values, in proportion to the distance
function quantile (sorted: readonly number[], fraction: number): number {
  const position = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(position)] as number
  return below + (position % 1) * ((sorted[Math.ceil(position)] as number) - below)
}
