import { allowedMethods } from './http/allowed-methods.js'
import { defineError } from './error/define-error.js'
import { defineFormat } from './formats/define-format.js'
import { ErrorReply } from './error/error-reply.js'
import { errors } from './helpers/factories.js'
import { errorResponse, errorResponseBuilder } from './integrations/index.js'
import { openapiOptions } from './openapi/openapi-options.js'
import errorsPlugin from './plugin.js'
import { serverOptions } from './server/server-options.js'
// For what they declare of Fastify's own types: the compiler leaves out of a declaration what its types do not name
export type {} from './helpers/reply-helpers.js'
export type {} from './helpers/route-errors.js'

// require() gives the plugin; what is exported beside it hangs on it, as with the plugins of Fastify
Object.assign(errorsPlugin, {
  default: errorsPlugin,
  ErrorReply,
  allowedMethods,
  defineError,
  defineFormat,
  errorResponse,
  errorResponseBuilder,
  errors,
  openapiOptions,
  serverOptions
})

export { ErrorReply, allowedMethods, defineError, defineFormat, errorResponse, errorResponseBuilder, errors, openapiOptions, serverOptions }
export { errorsPlugin as default, errorsPlugin as 'module.exports' }
export type { ChallengeInit, ErrorInit } from './error/arguments.js'
export type { ErrorReplyMessage } from './send/diagnostics.js'
export type { Declarable, DefinedReply, ErrorFactory, ErrorOptions, OccurrenceInit, ReplyHelper } from './error/define-error.js'
export type { FormatDefinition, JsonFormatDefinition, TextFormatDefinition } from './formats/define-format.js'
export type { ErrorDefinition, ErrorHeaders, Issue } from './error/error-reply.js'
export type { BodyExtras, DescriptionSettings, ProblemSettings } from './formats/format.js'
export type { FormatName } from './formats/built-in/index.js'
export type { HelperName } from './error/catalog.js'
export type { Helpers } from './helpers/factories.js'
export type { RateLimitContext } from './integrations/index.js'
export type { OpenapiOptions, OpenapiTransforms } from './openapi/openapi-options.js'
export type { RetryAfter } from './http/header-values.js'
export type { BearerErrorCode, OAuthErrorCode, OAuthRedirectCode } from './oauth2/codes.js'
export type { BearerErrorInit, BearerScheme, OAuthErrorInit, OAuthRedirectInit } from './oauth2/init.js'
export type { OAuth2Settings } from './oauth2/settings.js'
export type { RedirectMode } from './oauth2/redirect.js'
export type { ErrorRepliesServerOptions, ServerOptionsInit } from './server/server-options.js'
export type { ErrorMapper, ErrorRepliesOptions, ReplyLogLevel, ReplyLogLevels } from './options.js'
