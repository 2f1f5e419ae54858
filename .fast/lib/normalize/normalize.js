import { definitionOf } from "../error/catalog.js";
import { isPublicCode } from "../error/error-code.js";
import { ErrorReply, isErrorReply } from "../error/error-reply.js";
import { cutText, MAX_TEXT } from "../util/json-values.js";
import { forwardHeaders, readErrorStatus } from "./foreign-error.js";
import { mapError } from "./map-error.js";
import { buildNotFoundReply } from "./not-found.js";
import { readFailures } from "./issues.js";
import { buildValidationReply, isIssueLocation } from "./validation.js";
const FRAMEWORK_CODE = /^FST_(?:ERR_|CP_ERR_INVALID_CONTENT_ENCODING$)/;
function normalize(thrown, request, reply, validationStatusCode, settings) {
  const { value, code } = thrown;
  if (isErrorReply(value)) return value;
  const mapped = settings.map.length === 0 ? void 0 : mapError(value, request, settings.map);
  if (mapped !== void 0) return mapped;
  if (code === "FST_ERR_NOT_FOUND" && settings.expose !== "all") return buildNotFoundReply(request, settings);
  const statusCode = readErrorStatus(thrown.statusCode) ?? readErrorStatus(thrown.get("status")) ?? readErrorStatus(reply.statusCode) ?? 500;
  const where = statusCode < 500 ? thrown.get("validationContext") : void 0;
  if (isIssueLocation(where)) {
    return buildValidationReply({
      where,
      failures: readFailures(thrown),
      cause: value,
      statusCode: settings.validationStatusCode ?? (statusCode === 400 ? validationStatusCode : statusCode),
      code: settings.expose === "all" && typeof code === "string" ? code : void 0,
      maxIssues: settings.maxIssues
    }, request);
  }
  const exposed = isExposed(thrown, statusCode, settings.expose);
  const message = exposed ? thrown.message : void 0;
  return new ErrorReply(definitionOf(statusCode), {
    message: typeof message === "string" && message !== "" ? cutText(message, MAX_TEXT) : void 0,
    code: exposed && (settings.expose === "all" ? typeof code === "string" : isPublicCode(code)) ? code : void 0,
    headers: forwardHeaders(thrown.get("headers"), statusCode, settings.forwardHeaders),
    cause: value,
    foreign: true
  });
}
function isExposed(thrown, statusCode, expose) {
  if (expose === "all") return true;
  if (typeof expose === "function") {
    try {
      return expose(thrown.value, statusCode) === true;
    } catch {
      return false;
    }
  }
  if (typeof thrown.code === "string" && FRAMEWORK_CODE.test(thrown.code)) return false;
  if (thrown.name === "SyntaxError") return false;
  const own = thrown.get("expose");
  return own === true || expose === "client-errors" && statusCode < 500 && own !== false;
}
export {
  normalize
};
