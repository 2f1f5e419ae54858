import autocannon from 'autocannon'
import { checkSameReply, fetchReply } from './same-reply.js'
import { measureRouting, ServerProcess, type ServerOfQuestion } from './server-process.js'
import { estimateMean, estimateRatio, mean, median, type Interval } from './statistics.js'
import type { Comparison, Question } from './question.js'
import type { Asked } from './questions.js'

/** How long to measure. */
export interface Effort {
  /** Processes of each server, one after the other: each gives one sample. */
  readonly processes: number
  /** Times that each process is measured, interleaved with those of the other servers. */
  readonly rounds: number
  /** Requests per round. */
  readonly requests: number
}

/** The result of one server. */
export interface ServerResult {
  readonly name: string
  /** CPU time per request in microseconds, median of the processes. */
  readonly cpu: number
  /** Requests per second, median of the processes. */
  readonly rate: number
  /** CPU per request divided by that of the limit that ran beside it. */
  readonly ratio: Interval
  /** CPU per request beyond that of the limit beside it, in microseconds. */
  readonly above: Interval
  /** The same without sockets, where the server can be measured so. */
  readonly routing: Interval | undefined
}

/** The result of a comparison of two servers. */
export interface ComparisonResult extends Comparison {
  readonly server: string
  readonly ratio: Interval
}

export interface QuestionResult {
  readonly title: string
  readonly target: number | undefined
  readonly targetAbove: number | undefined
  readonly servers: readonly ServerResult[]
  readonly comparisons: readonly ComparisonResult[]
}

const CONNECTIONS = 20
const PIPELINING = 10
const WARM_UP = 40_000 // requests, for which V8 compiles: twice as long as it takes to look warm
const MAX_DRIFT = 0.1 // by which the limit may differ between the halves of a process
const MAX_REPEATS = 3 // of processes that drift, per question
// With its last request sent, a connection ends at the next reply; the other replies are sent too and not read
const UNREAD = CONNECTIONS * (PIPELINING - 1)

// A member that the types do not have
type Result = autocannon.Result & { readonly statusCodeStats: Readonly<Record<string, { count: number }>> }

interface Round {
  readonly cpu: number
  readonly rate: number
}

/** The means of the rounds of one process. */
type Sample = Round

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

/** Names of the servers of a question; with a logger the limit and the plugin, whatever its options. */
export async function serversOf ({ file, logged }: Pick<Asked, 'file' | 'logged'>): Promise<string[]> {
  const { question } = await import(file) as { question: Question }
  return Object.keys(question.servers).filter((name) => !logged || name === 'limit' || name.startsWith('plugin'))
}

/**
 * Answers a question.
 *
 * @throws when the plugin does not send the same as the limit, or a server fails under load
 */
export async function measureQuestion ({ file, logged }: Asked, effort: Effort, { own, others = [] }: Selection = {}): Promise<QuestionResult> {
  const { question } = await import(file) as { question: Question }
  const names = own ?? await serversOf({ file, logged })
  const servers = [...names.map((name) => ({ name, file, server: name, logged })), ...others]
  const samples = new Map<string, Sample[]>(servers.map(({ name }) => [name, []]))
  const routed = new Map<string, number[]>(servers.map(({ name }) => [name, []]))
  let repeats = MAX_REPEATS
  for (let left = effort.processes; left > 0; left--) {
    const rounds = await measureProcesses(question, servers, effort)
    if (driftOf(rounds.get('limit') as readonly Round[]) > MAX_DRIFT && repeats > 0) {
      repeats--
      left++
      continue
    }
    for (const [name, own] of rounds) samples.get(name)?.push({ cpu: mean(own.map(({ cpu }) => cpu)), rate: mean(own.map(({ rate }) => rate)) })
    // A line to a file is the same with and without sockets
    for (const server of logged ? [] : left % 2 === 0 ? servers : servers.toReversed()) {
      const cpu = await measureRouting(server)
      if (cpu !== undefined) routed.get(server.name)?.push(cpu)
    }
  }
  const known = question.comparisons?.filter(({ server = 'plugin', base }) => names.includes(server) && names.includes(base)) ?? []
  const comparisons: readonly Comparison[] = others.length > 0 ? others.map(({ name }) => ({ base: name })) : known
  return {
    title: logged ? `${question.title}, with pino` : question.title,
    target: question.target,
    targetAbove: question.targetAbove,
    servers: summarize(samples, routed),
    comparisons: comparisons.map(({ server = 'plugin', ...rest }) => ({ ...rest, server, ratio: compare(samples, server, rest.base) }))
  }
}

async function measureProcesses (question: Question, selected: readonly ServerOfQuestion[], effort: Effort): Promise<Map<string, Round[]>> {
  const rounds = new Map<string, Round[]>(selected.map(({ name }) => [name, []]))
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
    return rounds
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

/** Share by which the second half of the rounds differs from the first. */
function driftOf (rounds: readonly Round[]): number {
  const half = Math.ceil(rounds.length / 2)
  const [first, second] = [rounds.slice(0, half), rounds.slice(-half)].map((part) => mean(part.map(({ cpu }) => cpu))) as [number, number]
  return Math.abs(second / first - 1)
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
      sampleInt: 20 // ms; the end is noticed at a sample only
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
    throw new Error(`server '${server.name}' replied to ${answered} of ${requests} requests with ${statusCode}`)
  }
  return { cpu: cpu / requests, rate: requests / seconds }
}

function summarize (samples: ReadonlyMap<string, readonly Sample[]>, routed: ReadonlyMap<string, readonly number[]>): ServerResult[] {
  return [...samples].map(([name, own]) => ({
    name,
    cpu: median(own.map(({ cpu }) => cpu)),
    rate: median(own.map(({ rate }) => rate)),
    ratio: compare(samples, name, 'limit'),
    above: differ(own.map(({ cpu }) => cpu), samples.get('limit')?.map(({ cpu }) => cpu) ?? []) as Interval,
    routing: differ(routed.get(name) ?? [], routed.get('limit') ?? [])
  }))
}

/** Ratio of two servers that ran side by side. */
function compare (samples: ReadonlyMap<string, readonly Sample[]>, server: string, base: string): Interval {
  const bases = samples.get(base) as readonly Sample[]
  return estimateRatio((samples.get(server) as readonly Sample[]).map(({ cpu }, index) => cpu / (bases[index] as Sample).cpu))
}

function differ (values: readonly number[], bases: readonly number[]): Interval | undefined {
  if (values.length === 0 || values.length !== bases.length) return undefined
  return estimateMean(values.map((value, index) => value - (bases[index] as number)))
}
