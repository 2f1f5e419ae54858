const kErrorReplies = /* @__PURE__ */ Symbol.for("fastify-error-replies.context");
const kDeclared = /* @__PURE__ */ Symbol.for("fastify-error-replies.declared");
const kDocument = /* @__PURE__ */ Symbol.for("fastify-error-replies.document");
const kErrorReply = /* @__PURE__ */ Symbol.for("fastify-error-replies.reply");
const kDefinition = /* @__PURE__ */ Symbol.for("fastify-error-replies.definition");
const kDefaultMessage = /* @__PURE__ */ Symbol.for("fastify-error-replies.default-message");
const kInvalidArgument = /* @__PURE__ */ Symbol.for("fastify-error-replies.invalid-argument");
const kOAuth2 = /* @__PURE__ */ Symbol.for("fastify-error-replies.oauth2");
const kForeign = /* @__PURE__ */ Symbol.for("fastify-error-replies.foreign");
export {
  kDeclared,
  kDefaultMessage,
  kDefinition,
  kDocument,
  kErrorReplies,
  kErrorReply,
  kForeign,
  kInvalidArgument,
  kOAuth2
};
