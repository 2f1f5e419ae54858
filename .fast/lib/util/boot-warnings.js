import processWarning from "process-warning";
const { createWarning } = processWarning;
const FST_REPLIES_WRN_HANDLER_REPLACED = createWarning({
  name: "FastifyErrorRepliesWarning",
  code: "FST_REPLIES_WRN_HANDLER_REPLACED",
  message: "The error handler of fastify-error-replies was replaced in the context of prefix '%s', its errors are told by the other one: remove that setErrorHandler or move it into a child context",
  unlimited: true
});
const FST_REPLIES_WRN_LATE = createWarning({
  name: "FastifyErrorRepliesWarning",
  code: "FST_REPLIES_WRN_LATE",
  message: "fastify-error-replies was registered after routes that keep the error handler of Fastify, register it before them: %s",
  unlimited: true
});
const FST_REPLIES_WRN_UNREGISTERED = createWarning({
  name: "FastifyErrorRepliesWarning",
  code: "FST_REPLIES_WRN_UNREGISTERED",
  message: "error '%s' is used before it is registered, add it to option 'errors' of fastify-error-replies",
  unlimited: true
});
export {
  FST_REPLIES_WRN_HANDLER_REPLACED,
  FST_REPLIES_WRN_LATE,
  FST_REPLIES_WRN_UNREGISTERED
};
