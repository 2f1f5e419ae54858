import errorsPlugin from './plugin.js'

export { allowedMethods } from './allowed-methods.js'
export { errors } from './factories.js'
export { ErrorReply } from './error-reply.js'
export { serverOptions } from './server-options.js'
export { errorsPlugin as default, errorsPlugin as 'module.exports' }
export type { ChallengeInit, ErrorInit } from './arguments.js'
export type { ErrorDefinition, ErrorHeaders, Issue } from './error-reply.js'
export type { HelperName } from './catalog.js'
export type { Helpers } from './factories.js'
export type { RetryAfter } from './header-values.js'
export type { ErrorRepliesServerOptions, ServerOptionsInit } from './server-options.js'
export type { ErrorMapper, ErrorRepliesOptions, ReplyLogLevel, ReplyLogLevels } from './options.js'
