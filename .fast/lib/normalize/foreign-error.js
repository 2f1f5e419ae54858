import { isHeaderValue, isToken } from "../http/header-values.js";
import { isErrorStatus } from "../http/error-status.js";
import { readNames, readProperty } from "../util/read-property.js";
function readErrorStatus(value) {
  const statusCode = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  return isErrorStatus(statusCode) ? statusCode : void 0;
}
function forwardHeaders(headers, statusCode, allowed) {
  if (typeof headers !== "object" || headers === null) return void 0;
  let result;
  for (const name of readNames(headers)) {
    const key = name.toLowerCase();
    if (!isAllowed(key, statusCode, allowed)) continue;
    const value = readProperty(headers, name);
    const text = typeof value === "number" ? String(value) : value;
    if (isToken(key) && isHeaderValue(key, text)) (result ??= {})[key] = text;
  }
  return result;
}
function isAllowed(name, statusCode, allowed) {
  if (name === "content-range" && statusCode !== 416) return false;
  return allowed.some((pattern) => pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern);
}
export {
  forwardHeaders,
  readErrorStatus
};
