/** On an instance: the resolved options of the encapsulation context. */
export const kErrorReplies = Symbol.for('fastify-error-replies.context')
/** On the root instance: the catalogues that are mounted. */
export const kCatalogs = Symbol.for('fastify-error-replies.catalogs')
/** In the config of a route: codes of the errors that it declares. */
export const kDeclared = Symbol.for('fastify-error-replies.declared')
/** In the config of a route: whether it is one of `@fastify/websocket`. */
export const kWebsocket = Symbol.for('fastify-error-replies.websocket')
/** In the config of a route: its errors, for an OpenAPI document. */
export const kDocument = Symbol.for('fastify-error-replies.document')

// Accessors of `ErrorReply.prototype`. They are registered symbols, so that one copy of this package can read the
// errors that another copy made.
/** Marks the prototype. */
export const kErrorReply = Symbol.for('fastify-error-replies.reply')
/** The catalogue row or the definition of the application that the error was made from; a factory has it as well. */
export const kDefinition = Symbol.for('fastify-error-replies.definition')
/** Whether the message is the default one of the definition, so that a format may send its own in its place. */
export const kDefaultMessage = Symbol.for('fastify-error-replies.default-message')
/** Whether the message is that of the definition, or made by it: one that a language may replace. */
export const kTranslatable = Symbol.for('fastify-error-replies.translatable')
/** Key of the message in option `languages`, where it is not the code. */
export const kMessageKey = Symbol.for('fastify-error-replies.message-key')
/** What is wrong with the arguments that the error was made from, for the log. */
export const kInvalidArgument = Symbol.for('fastify-error-replies.invalid-argument')
/** The function of its definition that failed when the error was made, for the log. */
export const kFailure = Symbol.for('fastify-error-replies.failure')
/** The parts that only OAuth2 has, see `OAuth2Parts`. */
export const kOAuth2 = Symbol.for('fastify-error-replies.oauth2')
/** Whether the error was made from a foreign error, one that this package did not make. */
export const kForeign = Symbol.for('fastify-error-replies.foreign')
/** What Fastify would send as the message of a foreign error, for the format that has its body. */
export const kText = Symbol.for('fastify-error-replies.text')
/** Whether the message is to be that of the cause, where option `expose` lets a client see it. */
export const kCauseMessage = Symbol.for('fastify-error-replies.cause-message')
