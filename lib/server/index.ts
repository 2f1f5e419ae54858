export { checkWhenReady, hasRoutes, isRoot } from './boot-checks.js'
export { buildNotFoundHandler } from './not-found-handler.js'
export { handleServerEvents } from './server-events.js'
export { serverOptions, type ErrorRepliesServerOptions, type ServerOptionsInit } from './server-options.js'
