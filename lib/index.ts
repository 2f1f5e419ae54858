import { allowedMethods } from './allowed-methods.js'
import { defineError } from './define-error.js'
import { defineFormat } from './define-format.js'
import { ErrorReply } from './error-reply.js'
import { errors } from './factories.js'
import { errorResponse, errorResponseBuilder } from './neighbours.js'
import { openapiOptions } from './openapi-options.js'
import errorsPlugin from './plugin.js'
import { serverOptions } from './server-options.js'
// For what they declare of Fastify's own types: the compiler leaves out of a declaration what its types do not name
export type {} from './reply-helpers.js'
export type {} from './route-errors.js'

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
export type { ChallengeInit, ErrorInit } from './arguments.js'
export type { ErrorReplyMessage } from './channel.js'
export type { Declarable, DefinedReply, ErrorFactory, ErrorOptions, OccurrenceInit, ReplyHelper } from './define-error.js'
export type { FormatDefinition, JsonFormatDefinition, TextFormatDefinition } from './define-format.js'
export type { ErrorDefinition, ErrorHeaders, Issue } from './error-reply.js'
export type { BodyExtras, DescriptionSettings, ProblemSettings } from './format.js'
export type { FormatName } from './formats/index.js'
export type { HelperName } from './catalog.js'
export type { Helpers } from './factories.js'
export type { RateLimitContext } from './neighbours.js'
export type { OpenapiOptions, OpenapiTransforms } from './openapi-options.js'
export type { RetryAfter } from './header-values.js'
export type { BearerErrorCode, OAuthErrorCode, OAuthRedirectCode } from './oauth2-codes.js'
export type { BearerErrorInit, BearerScheme, OAuthErrorInit, OAuthRedirectInit } from './oauth2-init.js'
export type { OAuth2Settings } from './oauth2-settings.js'
export type { RedirectMode } from './oauth2-redirect.js'
export type { ErrorRepliesServerOptions, ServerOptionsInit } from './server-options.js'
export type { ErrorMapper, ErrorRepliesOptions, ReplyLogLevel, ReplyLogLevels } from './options.js'
