import processWarning from 'process-warning'

const { createWarning } = processWarning

/** `setErrorHandler` was called after the plugin was registered, in the same context. */
export const FST_REPLIES_WRN_HANDLER_REPLACED = createWarning({
  name: 'FastifyErrorRepliesWarning',
  code: 'FST_REPLIES_WRN_HANDLER_REPLACED',
  message: "The error handler of fastify-error-replies was replaced in the context of prefix '%s' and no longer sends its errors: remove that setErrorHandler or move it into a child context",
  unlimited: true
})

/** Routes were defined before the plugin was registered. */
export const FST_REPLIES_WRN_LATE = createWarning({
  name: 'FastifyErrorRepliesWarning',
  code: 'FST_REPLIES_WRN_LATE',
  message: 'fastify-error-replies was registered after routes that keep the error handler of Fastify: register it before them',
  unlimited: true
})

/** A definition with a detail was used before it was registered. */
export const FST_REPLIES_WRN_UNREGISTERED = createWarning({
  name: 'FastifyErrorRepliesWarning',
  code: 'FST_REPLIES_WRN_UNREGISTERED',
  message: "error '%s' is used before it is registered, add it to option 'errors' of fastify-error-replies",
  unlimited: true
})

/** A helper was called with an invalid argument, in a server without a logger. */
export const FST_REPLIES_WRN_ARGUMENT = createWarning({
  name: 'FastifyErrorRepliesWarning',
  code: 'FST_REPLIES_WRN_ARGUMENT',
  message: 'fastify-error-replies: %s; further ones are not reported, turn on the logger to see them'
})

/** The plugin was registered in a child context without routes. */
export const FST_REPLIES_WRN_NO_ROUTES = createWarning({
  name: 'FastifyErrorRepliesWarning',
  code: 'FST_REPLIES_WRN_NO_ROUTES',
  message: 'fastify-error-replies was registered in a child context that has no route, so no route uses it: wrap the plugin that registers it with fastify-plugin',
  unlimited: true
})
