import { definitionOf } from '../error/catalog.js'
import { isPublicCode } from '../error/error-code.js'
import { ErrorReply, isErrorReply } from '../error/error-reply.js'
import { kErrorReplies } from '../error/symbols.js'
import { isErrorStatus } from '../http/error-status.js'
import { buildPart } from '../pipeline.js'
import { isObject } from '../util/check-option.js'
import { cutText, MAX_TEXT, toJsonMembers, toJsonValue } from '../util/json-values.js'
import { readProperty, readText } from '../util/read-property.js'
import { defaultSettings } from './error-handler.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The result of a failed operation, as `mercurius` passes it. */
export interface GraphqlExecution {
  readonly data?: unknown
  readonly errors: readonly unknown[]
  readonly statusCode?: number | undefined
}

/** The context of `mercurius`: with a reply, for a subscription with the request, for `app.graphql()` with neither. */
export interface GraphqlContext {
  readonly request?: FastifyRequest<any, any, any, any, any, any, any, any> | undefined
  readonly reply?: FastifyReply<any, any, any, any, any, any, any, any> | undefined
  readonly app: FastifyInstance<any, any, any, any, any>
}

/** The reply that `mercurius` sends. */
export interface GraphqlReply {
  statusCode: number
  response: { data: any, errors: any[] }
}

/**
 * Option `errorFormatter` of `mercurius`: the errors of resolvers are hidden, mapped, logged and published as those of
 * routes.
 *
 * The code of an error is `extensions.code`, beside the members of its detail. What GraphQL itself reports about a
 * query, a `GraphQLError` and an `ErrorWithProps` keep their messages and extensions, and are logged as client errors.
 * The status is that of the only error of an operation without data, otherwise 200.
 */
export function graphqlErrorFormatter ({ data, errors, statusCode }: GraphqlExecution, context: GraphqlContext): GraphqlReply {
  const request = (context.reply?.request ?? context.request ?? standIn(context.app)) as FastifyRequest
  const settings = request.server[kErrorReplies] ?? defaultSettings()
  const replies = errors.flatMap(splitValidation).map((graphqlError) => {
    const { error } = buildPart(readThrown(graphqlError), request, settings)
    return { error, entry: formatEntry(error, graphqlError) }
  })
  const [only] = errors.length === 1 ? replies : []
  return {
    statusCode: data ? 200 : statusCode ?? only?.error.statusCode ?? 200,
    response: { data: data ?? null, errors: replies.map(({ entry }) => entry) }
  }
}

// Where there is no request: what is read of one while an error is normalized and logged
function standIn (server: GraphqlContext['app']): unknown {
  return { server, log: server.log, raw: { url: '*' }, headers: {}, routeOptions: { config: {} } }
}

// A query that is not valid is one error of mercurius with those of GraphQL inside
function splitValidation (error: unknown): readonly unknown[] {
  const inner = readProperty(readProperty(error, 'originalError'), 'errors')
  return Array.isArray(inner) && readText(readProperty(error, 'originalError'), 'code') === 'MER_ERR_GQL_VALIDATION' ? inner : [error]
}

// What a resolver threw, or an error reply in place of what is meant for the client
function readThrown (error: unknown): unknown {
  const original = readProperty(error, 'originalError') ?? error
  if (isErrorReply(original)) return original
  const statusCode = readProperty(original, 'statusCode')
  const extensions = readProperty(original, 'extensions')
  const isDeliberate = readText(original, 'name') === 'GraphQLError' || (isObject(extensions) && typeof statusCode === 'number' && statusCode < 500)
  if (!isDeliberate) return original
  const { code, ...others } = toJsonMembers(isObject(extensions) ? extensions : {})
  return new ErrorReply(definitionOf(isErrorStatus(statusCode) ? statusCode : 400), {
    message: cutText(readText(original, 'message'), MAX_TEXT) || undefined,
    code: isPublicCode(code) ? code : undefined,
    extensions: others,
    cause: original
  })
}

function formatEntry ({ message, code, detail, issues, extensions }: ErrorReply, error: unknown): object {
  return {
    message,
    locations: toJsonValue(readProperty(error, 'locations')) ?? undefined,
    path: toJsonValue(readProperty(error, 'path')) ?? undefined,
    extensions: { code, ...detail, ...(issues !== undefined && { issues: issues.map(({ path, kind, message }) => ({ path, kind, message })) }), ...extensions }
  }
}
