import { isErrorReply, type ErrorReply } from './error-reply.js'
import { reportFailure } from './report.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorMapper } from './options.js'

// A mapper that is wrong is wrong for every request: one line says so
const reported = new WeakSet<ErrorMapper>()

/** What the mappers of option `map` make of a thrown value, `undefined` where none has an answer; never throws. */
export function mapError (thrown: unknown, request: FastifyRequest, mappers: readonly ErrorMapper[]): ErrorReply | undefined {
  for (const mapper of mappers) {
    try {
      const answer: unknown = mapper(thrown, request)
      if (answer === undefined || answer === null) continue
      if (isErrorReply(answer)) return answer
      // A promise would crash the process when it is rejected
      if (answer instanceof Promise) answer.catch(() => {})
      report(mapper, request, "should return an error of 'errors' or undefined, its answer is ignored")
    } catch (error) {
      report(mapper, request, 'threw, it is skipped', error)
    }
  }
  return undefined
}

function report (mapper: ErrorMapper, request: FastifyRequest, problem: string, error?: unknown): void {
  if (reported.has(mapper)) return
  reported.add(mapper)
  reportFailure(request.log, 'warn', `mapper '${mapper.name}' of option map ${problem}`, error)
}
