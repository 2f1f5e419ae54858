import { changeReply } from "../error/error-reply.js";
import { methodMessage } from "../error/method-message.js";
import { kDefaultMessage, kOAuth2 } from "../error/symbols.js";
import { routedMethods } from "../http/allowed-methods.js";
import { isToken } from "../http/header-values.js";
import { finalizeOAuth2 } from "../oauth2/finalize.js";
import { cutText, MAX_TEXT } from "../util/json-values.js";
import { reportFailure } from "../util/report-failure.js";
import { redactDetail } from "./redact.js";
function finalize(error, request, settings) {
  let result = error;
  if (request !== void 0) {
    if (error.statusCode === 405) result = addMethods(error, request);
    const oauth2 = error[kOAuth2];
    if (oauth2 !== void 0) result = finalizeOAuth2(result, oauth2, request, settings.oauth2);
  }
  if (settings.redact.length > 0) result = redact(result, settings.redact);
  return settings.messages === void 0 || request === void 0 ? result : reword(result, request, settings.messages);
}
function addMethods(error, request) {
  const allow = error.headers?.["allow"];
  const known = error.detail?.["allowedMethods"];
  const isDefault = error[kDefaultMessage];
  if (typeof allow === "string" && Array.isArray(known) && isDefault && error.message === methodMessage(request)) return error;
  if (typeof allow === "string" && Array.isArray(known) && known.every(isToken) && known.join(", ") === allow) {
    return isDefault ? changeReply(error, { message: methodMessage(request), customMessage: false }) : error;
  }
  const methods = typeof allow === "string" ? splitMethods(allow) : routedMethods(request).filter((method) => method !== request.method);
  return changeReply(error, {
    message: isDefault ? methodMessage(request) : error.message,
    customMessage: !isDefault,
    detail: { allowedMethods: methods, ...error.detail },
    headers: { ...error.headers, allow: methods.join(", ") }
  });
}
function splitMethods(allow) {
  return allow.split(",").map((method) => method.trim()).filter(isToken);
}
function redact(error, paths) {
  const detail = error.detail === void 0 ? void 0 : redactDetail(error.detail, paths);
  const extensions = error.extensions === void 0 ? void 0 : redactDetail(error.extensions, paths);
  return detail === error.detail && extensions === error.extensions ? error : changeReply(error, { detail, extensions });
}
function reword(error, request, messages) {
  let message;
  try {
    message = messages(error, request);
  } catch (failure) {
    reportFailure(request.log, "warn", "messages option failed", failure);
  }
  return typeof message === "string" && message !== "" && message !== error.message ? changeReply(error, { message: cutText(message, MAX_TEXT), customMessage: true }) : error;
}
export {
  finalize
};
