import { isErrorReply, type ErrorReply } from '../error/error-reply.js'
import { reportOnce } from '../util/report-failure.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorMapper } from './options.js'

/** What the mappers of option `map` make of a thrown value, `undefined` where none has an answer; never throws. */
export function mapError (thrown: unknown, request: FastifyRequest, mappers: readonly ErrorMapper[]): ErrorReply | undefined {
  for (const mapper of mappers) {
    try {
      const answer: unknown = mapper(thrown, request)
      if (answer === undefined || answer === null) continue
      if (isErrorReply(answer)) return answer
      // A promise would crash the process when it is rejected
      if (answer instanceof Promise) answer.catch(() => {})
      reportOnce(mapper, request.log, `mapper '${mapper.name}' of option map should return an error of 'errors' or undefined, its answer is ignored`)
    } catch (error) {
      reportOnce(mapper, request.log, `mapper '${mapper.name}' of option map threw, it is skipped`, error)
    }
  }
  return undefined
}
