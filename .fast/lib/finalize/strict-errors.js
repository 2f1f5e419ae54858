import { kDeclared, kDefinition, kForeign } from "../error/symbols.js";
import { FST_ERR_REPLIES_UNDECLARED } from "../util/boot-errors.js";
import { isParserError } from "../util/fastify-internals.js";
function enforceDeclared(error, thrown, request, { strictErrors }) {
  if (isDeclared(error, thrown, request)) return void 0;
  const { code, statusCode } = error;
  const undeclared = FST_ERR_REPLIES_UNDECLARED(`${request.method} ${String(request.routeOptions.url)}`, statusCode, code);
  if (strictErrors === "error") return Object.assign(undeclared, { cause: thrown.value });
  request.log.warn(undeclared.message);
  return void 0;
}
function isDeclared(error, thrown, request) {
  if (error.statusCode >= 500 || request.is404 || isImplied(error, thrown)) return true;
  const declared = request.routeOptions.config[kDeclared];
  return declared === void 0 || declared.has(error[kDefinition].code);
}
function isImplied(error, thrown) {
  if (!error[kForeign]) return false;
  return error.issues !== void 0 || String(thrown.code).startsWith("FST_ERR_CTP_") || isParserError(thrown);
}
export {
  enforceDeclared
};
