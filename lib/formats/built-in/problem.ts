import serializeProblem from '../generated/problem.js'
import { titleOf, type Format, type FormatSettings, type ProblemSettings } from '../format.js'
import { buildPointer } from '../../util/json-pointer.js'
import { issueSentence } from '../issue-text.js'
import { callFunction, type FunctionRole } from '../../util/call-function.js'
import { kDefaultMessage, kDefinition } from '../../error/symbols.js'
import type { Problem, ProblemIssue } from '../../../schemas/problem.js'
import type { ErrorPages } from '../../error/error-pages.js'
import type { ErrorReply, Issue } from '../../error/error-reply.js'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'

const MAX_REFERENCE = 2048 // characters of `type` and `instance`

/** Problem details (RFC 9457), with the code and the members of the detail as extensions. */
export function problem (settings: FormatSettings): Format<Problem> {
  const { status = true, type, instance } = settings.problem
  const typeOf = compileType(type, settings.pages)
  const instanceOf = compileInstance(instance)
  return {
    name: 'problem',
    contentType: 'application/problem+json', // RFC 8259 and RFC 9457 define no charset
    validationStatusCode: 400,
    needsRequest: typeof type === 'function' || (instance !== undefined && instance !== false),
    body (error, { request, debug, requestId, traceId }, log) {
      const body: Record<string, unknown> = {
        type: error[kDefinition].type ?? typeOf(error, log),
        title: titleOf(error, settings),
        status: status ? error.statusCode : undefined,
        detail: error.issues !== undefined && error[kDefaultMessage] ? 'Request failed validation' : error.message,
        instance: request === undefined ? undefined : instanceOf(request, log),
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

// The body has every member of the format itself (RFC 9457 section 3.1), though undefined: an extension never overwrites one
function addMembers (body: Record<string, unknown>, members: Record<string, unknown>): void {
  for (const name of Object.keys(members)) {
    if (!Object.hasOwn(body, name)) body[name] = members[name]
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
  return '#' + encodeURI(buildPointer(keys).toWellFormed()).replaceAll('#', '%23')
}

function compileType (type: ProblemSettings['type'], pages: ErrorPages): (error: ErrorReply, log?: FastifyBaseLogger) => string | undefined {
  if (type === undefined) return ({ code }) => pages.uris?.get(code)
  if (typeof type === 'string') return ({ code }) => type + code.toLowerCase().replaceAll('_', '-')
  return (error, log) => callFunction(typeRole, type, log, error)
}

// What a request line may have and a URI reference may not (RFC 3986 section 2): a malformed URL has an instance too
const NOT_IN_URI = /%(?![\da-f]{2})|[^\x21-\x7e]|["<>\\^`{|}]/gi

function encodeCharacter (character: string): string {
  return `%${Buffer.from(character, 'latin1').toString('hex').toUpperCase()}`
}

function compileInstance (instance: ProblemSettings['instance']): (request: FastifyRequest, log?: FastifyBaseLogger) => string | undefined {
  if (instance === true) return ({ url }) => readReference(url.replace(/[?#].*$/s, '').replace(NOT_IN_URI, encodeCharacter))
  return typeof instance === 'function' ? (request, log) => callFunction(instanceRole, instance, log, request) : () => undefined
}

const expected = `a URI reference of at most ${MAX_REFERENCE} characters or undefined`
const isAnswer = (value: unknown): value is string | undefined => value === undefined || readReference(value) !== undefined
const typeRole: FunctionRole<string | undefined> = { name: 'problem.type option', expected, isAnswer }
const instanceRole: FunctionRole<string | undefined> = { name: 'problem.instance option', expected, isAnswer }

function readReference (value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= MAX_REFERENCE && value.search(NOT_IN_URI) === -1 ? value : undefined
}
