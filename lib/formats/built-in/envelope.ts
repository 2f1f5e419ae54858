import serializeEnvelope from '../generated/envelope.js'
import { kDefinition, kForeign } from '../../error/symbols.js'
import type { Envelope } from '../../../schemas/envelope.js'
import type { ErrorReply, Issue } from '../../error/error-reply.js'
import type { BodyExtras } from '../../error/body-extras.js'
import type { Format } from '../format.js'

const TYPE: Envelope['type'] = ['Error']
const NO_DEBUG: Envelope['debug'] = Object.freeze({})

/** `type`, `error` and `debug`: the default format. */
export function envelope (): Format<Envelope> {
  return {
    name: 'envelope',
    contentType: 'application/json; charset=utf-8',
    validationStatusCode: 400,
    body: (error, extras) => ({
      type: TYPE,
      error: { code: error.code, message: error.message, detail: buildDetail(error) },
      debug: buildDebugMember(extras)
    }),
    serialize: serializeEnvelope
  }
}

function buildDebugMember ({ debug, requestId, traceId }: BodyExtras): Record<string, unknown> {
  if (debug === undefined && requestId === undefined && traceId === undefined) return NO_DEBUG
  return { requestId, traceId, ...debug }
}

function buildDetail (error: ErrorReply): Record<string, unknown> | undefined {
  const { detail, extensions, issues } = error
  const described = issues === undefined ? undefined : describeIssues(error, issues)
  if (extensions === undefined && described === undefined) return detail
  // Spreads only where there are several: they cost 2 µs, half of what a failed validation does here (Node 20)
  if (extensions === undefined && detail === undefined) return described
  return { ...extensions, ...detail, ...described }
}

// A failed validation, and the field messages of a 422, are listed whole; `path` is that of the first failure. What
// `invalidBody` and `invalidParameter` report is one place, which the path or the message names.
function describeIssues (error: ErrorReply, issues: readonly Issue[]): Record<string, unknown> | undefined {
  const { name } = error[kDefinition]
  const listed = error[kForeign] || issues.length > 1 || name === 'unprocessableEntity'
    ? issues.map(({ path, in: where, kind, message }) => ({ path, in: where, kind, message }))
    : undefined
  if (name === 'invalidBody') return listed === undefined ? { path: issues[0]?.path } : { path: issues[0]?.path, issues: listed }
  return listed === undefined ? undefined : { issues: listed }
}
