import serializeProblem from '../generated/problem.js'
import { titleOf, type Format, type FormatSettings, type ProblemSettings } from '../format.js'
import { issueSentence } from '../issue-text.js'
import { kDefaultMessage, kDefinition } from '../../error/symbols.js'
import type { Problem, ProblemIssue } from '../../../schemas/problem.js'
import type { ErrorPages } from '../../error/error-pages.js'
import type { ErrorReply, Issue } from '../../error/error-reply.js'
import type { FastifyRequest } from 'fastify'

// Members of the format itself (RFC 9457 section 3.1): an extension never overwrites one
const OWN = new Set(['type', 'title', 'status', 'detail', 'instance', 'code', 'errors', 'requestId', 'traceId', 'debug'])

/** Problem details (RFC 9457), with the code and the members of the detail as extensions. */
export function problem (settings: FormatSettings): Format<Problem> {
  const { status = true, type, instance } = settings.problem
  const typeOf = compileType(type, settings.pages)
  const instanceOf = compileInstance(instance)
  return {
    name: 'problem',
    contentType: 'application/problem+json; charset=utf-8',
    validationStatusCode: 400,
    needsRequest: typeof type === 'function' || (instance !== undefined && instance !== false),
    body (error, { request, debug, requestId, traceId }) {
      const body: Record<string, unknown> = {
        type: error[kDefinition].type ?? typeOf(error),
        title: titleOf(error, settings),
        status: status ? error.statusCode : undefined,
        detail: error.issues !== undefined && error[kDefaultMessage] ? 'Request failed validation' : error.message,
        instance: request === undefined ? undefined : instanceOf(request),
        code: error.code,
        errors: error.issues?.map(buildIssue),
        requestId,
        traceId,
        debug
      }
      if (error.detail !== undefined) addMembers(body, error.detail)
      if (error.extensions !== undefined) addMembers(body, error.extensions)
      return body as Problem
    },
    serialize: serializeProblem
  }
}

function addMembers (body: Record<string, unknown>, members: Record<string, unknown>): void {
  for (const name of Object.keys(members)) {
    if (!OWN.has(name) && !Object.hasOwn(body, name)) body[name] = members[name]
  }
}

function buildIssue (issue: Issue): ProblemIssue {
  const member: ProblemIssue = { title: issue.kind, detail: issueSentence(issue) }
  if (issue.in === 'body') member.pointer = fragmentPointer(issue.keys)
  else if (issue.in === 'headers') member.header = issue.path
  else member.parameter = issue.path
  return member
}

// RFC 6901 section 6: the pointer, percent-encoded where a fragment does not take a character. A surrogate that is
// alone, as a cut may leave one, has no encoding.
function fragmentPointer (keys: readonly string[]): string {
  return '#' + keys.map((key) => '/' + encodeURI(key.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')).replaceAll('#', '%23')).join('')
}

function compileType (type: ProblemSettings['type'], pages: ErrorPages): (error: ErrorReply) => string | undefined {
  if (type === undefined) return ({ code }) => pages.uris?.get(code)
  if (typeof type === 'string') return ({ code }) => type + code.toLowerCase().replaceAll('_', '-')
  return type
}

function compileInstance (instance: ProblemSettings['instance']): (request: FastifyRequest) => string | undefined {
  if (instance === true) return (request) => request.url.replace(/[?#].*$/s, '')
  return typeof instance === 'function' ? instance : () => undefined
}
