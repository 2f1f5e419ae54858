import { defineError } from './error/define-error.js'
import { ErrorReply, isErrorReply } from './error/error-reply.js'
import { defineFormat } from './formats/index.js'
import { declaredRoutes, errors } from './helpers/index.js'
import { errorHandler, graphqlErrorFormatter, toEvent, toEventStream } from './hosts/index.js'
import { allowedMethods } from './http/allowed-methods.js'
import { bearerAuthErrorResponse, rateLimitErrorResponseBuilder } from './integrations/index.js'
import { openapiOptions } from './openapi/index.js'
import errorsPlugin from './plugin.js'
import { serverOptions } from './server/index.js'
// For what they declare of Fastify's own types: the compiler leaves out of a declaration what its types do not name
export type {} from './helpers/generated.js'
export type {} from './helpers/route-errors.js'
// For the types of the utilities that option `sensible` registers
export type {} from '@fastify/sensible'

// require() returns the plugin, with the other exports as its properties, as with the plugins of Fastify
const commonjs = Object.assign(errorsPlugin, {
  default: errorsPlugin,
  ErrorReply,
  allowedMethods,
  declaredRoutes,
  defineError,
  defineFormat,
  errorHandler,
  bearerAuthErrorResponse,
  rateLimitErrorResponseBuilder,
  errors,
  graphqlErrorFormatter,
  isErrorReply,
  openapiOptions,
  serverOptions,
  toEvent,
  toEventStream
})

export { ErrorReply, allowedMethods, declaredRoutes, defineError, defineFormat, errorHandler, bearerAuthErrorResponse, rateLimitErrorResponseBuilder, errors, graphqlErrorFormatter, isErrorReply, openapiOptions, serverOptions, toEvent, toEventStream }
export { errorsPlugin as default, commonjs as 'module.exports' }
export type { BodyExtras } from './error/body-extras.js'
export type { DefinedReply, ErrorFactory, DefineErrorOptions, OccurrenceInit, ReplyHelper } from './error/define-error.js'
export type { Issue } from './error/error-reply.js'
export type { ChallengeInit, ErrorInit } from './error/init-arguments.js'
export type { DescriptionSettings, FormatDefinition, FormatName, JsonFormatDefinition, ProblemSettings, TextFormatDefinition } from './formats/index.js'
export type { BuiltInFactory, BuiltInReply, DeclaredRoutes, Helpers, OAuth2Reply, RouteError } from './helpers/index.js'
export type { ErrorEvent, ErrorHandler, ErrorHandlerOptions, GraphqlReply } from './hosts/index.js'
export type { RetryAfter } from './http/header-values.js'
export type { ErrorMapper } from './normalize/index.js'
export type { BearerErrorCode, OAuthErrorCode, OAuthRedirectCode } from './oauth2/codes.js'
export type { BearerErrorInit, BearerScheme, OAuthErrorInit, OAuthRedirectInit } from './oauth2/init.js'
export type { OAuth2Settings } from './oauth2/settings.js'
export type { OpenapiOptions } from './openapi/index.js'
export type { ErrorRepliesOptions } from './options.js'
export type { ErrorReplyMessage, ReplyLogLevel, ReplyLogLevels } from './send/index.js'
export type { ErrorRepliesServerOptions, ServerOptionsInit } from './server/index.js'
