import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'

/** What a server of Fastify is made with besides what the question needs: a logger, or nothing. */
export type ServerSetup = Pick<FastifyServerOptions, 'logger'>

/** Starts a server on a free port of 127.0.0.1 and gives that port. Runs in its own process. */
export type StartServer = (setup: ServerSetup) => Promise<number>

/** One question of the benchmark: what does this reply cost, compared with the baseline? */
export interface Question {
  /** What is asked, as the table shows it. */
  readonly title: string
  /** Largest ratio of `plugin` to `limit`, CPU per request, that is wanted. */
  readonly target?: number
  /** Largest CPU per request of `plugin` beyond that of `limit` that is wanted, in microseconds, where a ratio says nothing. */
  readonly targetAbove?: number
  /**
   * Whether it is asked a second time, of servers that write their log to a file: `limit` and `plugin`.
   *
   * @default true
   */
  readonly logged?: boolean
  /** The request that every server gets; `GET /` where left out. */
  readonly request?: QuestionRequest
  /** Ratios of two other servers that are wanted. */
  readonly comparisons?: readonly Comparison[]
  /** By name. All but `limit` are compared with it; `plugin` must send the very same bytes and headers. */
  readonly servers: {
    /** The finished string, sent by Fastify alone. */
    readonly limit: StartServer
    /** The same by this package. */
    readonly plugin: StartServer
    readonly [rival: string]: StartServer
  }
}

/** CPU per request of one server as a multiple of another's. */
export interface Comparison {
  /** @default 'plugin' */
  readonly server?: string
  readonly base: string
  /** Largest ratio that is wanted. */
  readonly target?: number
}

export interface QuestionRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Whether the process measures without sockets; its command line says so. */
export const isRouted = process.argv.includes('routing')

let routed: FastifyInstance | undefined

/** The server of a process that measures without sockets; `undefined` where it is not one of Fastify. */
export const routedServer = (): FastifyInstance | undefined => routed

/** Listens as a {@link StartServer} has to. */
export async function listen (fastify: FastifyInstance): Promise<number> {
  if (isRouted) {
    routed = fastify
    return 0
  }
  await fastify.listen({ port: 0, host: '127.0.0.1' })
  return (fastify.server.address() as AddressInfo).port
}

/** The same for a server of `node:http`. */
export async function listenHttp (server: Server): Promise<number> {
  if (isRouted) return 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
