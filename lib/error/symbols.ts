/** On an instance: the resolved options of the encapsulation context. */
export const kErrorReplies = Symbol.for('fastify-error-replies.context')
/** On the prototype of every error reply: tells one from a foreign error, also across copies of this package. */
export const kErrorReply = Symbol.for('fastify-error-replies.reply')
/** On an error reply: the catalogue row or user definition it was made from. */
export const kDefinition = Symbol.for('fastify-error-replies.definition')
/** On an error reply: its message is the definition's own, so a format may say it in its words. */
export const kDefaultMessage = Symbol.for('fastify-error-replies.default-message')
/** On an error reply: what was wrong with the arguments it was made from. */
export const kMisuse = Symbol.for('fastify-error-replies.misuse')
/** On an error reply: its OAuth2 parts, see `OAuth2Parts`. */
export const kOAuth2 = Symbol.for('fastify-error-replies.oauth2')
/** On an error reply: it tells of an error that somebody else made. */
export const kForeign = Symbol.for('fastify-error-replies.foreign')
/** In the config of a route: codes of the errors that it declares. */
export const kDeclared = Symbol.for('fastify-error-replies.declared')
/** In the config of a route: what a document says of its errors. */
export const kDocument = Symbol.for('fastify-error-replies.document')
