import { STATUS_CODES } from "node:http";
import serializeFastify from "../generated/fastify.js";
import { kDefaultMessage, kDefinition, kForeign } from "../../error/symbols.js";
function fastify(settings) {
  return {
    name: "fastify",
    contentType: "application/json; charset=utf-8",
    validationStatusCode: 400,
    body(error, { debug, requestId, traceId }) {
      const phrase = settings.phrase(error.statusCode) ?? STATUS_CODES[error.statusCode] ?? error.title;
      return {
        statusCode: error.statusCode,
        // A foreign error has the code that it came with, or none
        code: error[kForeign] && error.code === error[kDefinition].code ? void 0 : error.code,
        error: phrase,
        message: validationText(error) ?? (isPlain(error) ? phrase : error.message),
        requestId,
        traceId,
        debug
      };
    },
    serialize: serializeFastify
  };
}
function isPlain(error) {
  return error[kDefaultMessage] && (error.detail === void 0 || error.statusCode === 405);
}
function validationText({ issues, [kForeign]: isForeign }) {
  if (!isForeign || issues === void 0) return void 0;
  return issues.map((issue) => `${issue.in}${issue.pointer} ${issue.message}`).join(", ");
}
export {
  fastify
};
