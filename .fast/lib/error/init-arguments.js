import { isObject } from "../util/check-option.js";
import { isChallenge, isHeaderValue, isToken } from "../http/header-values.js";
import { cutText, MAX_KEY, MAX_TEXT, toJsonMembers } from "../util/json-values.js";
import { isErrorCode } from "./error-code.js";
import { describeInvalid, readList } from "./invalid-argument.js";
const FRAMING = /* @__PURE__ */ new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "keep-alive",
  "trailer",
  "transfer-encoding"
]);
function readPlainArguments(message, init, statusCode) {
  const parts = {};
  if (typeof message === "string") {
    if (message !== "") parts.message = cutText(message, MAX_TEXT);
  } else if (message !== void 0 && message !== null) {
    parts.invalidArgument = describeInvalid("message", "a string", message);
  }
  if (init === void 0) return parts;
  if (!isObject(init)) {
    parts.invalidArgument = describeInvalid("init", "an object", init);
    return parts;
  }
  const { code, detail, extensions, headers, challenge, cause } = init;
  if (code !== void 0) {
    if (isErrorCode(code)) parts.code = code;
    else parts.invalidArgument = describeInvalid("code", "in upper snake case", code);
  }
  if (detail !== void 0) {
    if (isObject(detail)) parts.detail = toJsonMembers(detail);
    else parts.invalidArgument = describeInvalid("detail", "an object", detail);
  }
  if (extensions !== void 0) {
    if (isObject(extensions)) parts.extensions = toJsonMembers(extensions);
    else parts.invalidArgument = describeInvalid("extensions", "an object", extensions);
  }
  if (headers !== void 0) {
    if (isObject(headers)) readHeaders(headers, parts);
    else parts.invalidArgument = describeInvalid("headers", "an object", headers);
  }
  if (challenge !== void 0) {
    const [challenges, wrong] = readList("challenge", Array.isArray(challenge) ? challenge : [challenge], isChallenge);
    parts.invalidArgument ??= wrong;
    const name = statusCode === 407 ? "proxy-authenticate" : "www-authenticate";
    if (challenges.length > 0) parts.headers = { ...parts.headers, [name]: single(challenges) };
  }
  if (cause !== void 0) parts.cause = cause;
  return parts;
}
function readHeaders(headers, parts) {
  const read = {};
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    const values = (Array.isArray(value) ? value : [value]).map((item) => typeof item === "number" ? String(item) : item);
    if (!isToken(name) || FRAMING.has(key) || !values.every((item) => isHeaderValue(key, item))) {
      parts.invalidArgument = `header '${cutText(name, MAX_KEY)}' cannot be sent with an error`;
    } else {
      read[key] = single(values);
    }
  }
  parts.headers = read;
}
function single(values) {
  return values.length === 1 ? values[0] : values;
}
export {
  readPlainArguments
};
