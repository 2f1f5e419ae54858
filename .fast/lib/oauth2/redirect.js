import { unsafeScheme } from "../http/unsafe-scheme.js";
import { FST_ERR_REPLIES_REDIRECT_URI } from "../util/boot-errors.js";
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/;
function checkRedirectUri(uri) {
  const rule = brokenRule(uri);
  if (rule !== void 0) throw FST_ERR_REPLIES_REDIRECT_URI(rule);
}
function brokenRule(uri) {
  if (typeof uri !== "string") return "be a string";
  const unsafe = unsafeScheme(uri);
  if (unsafe !== void 0) return `not have the scheme '${unsafe}'`;
  if (!URI.test(uri) || !URL.canParse(uri)) return "be an absolute URI";
  if (/^https?:/i.test(uri) && !/^\w+:\/\/[^/?#]/.test(uri)) return "be an absolute URI";
  if (uri.includes("#")) return "have no fragment";
  if (/^[^:]+:\/\/[^/?]*@/.test(uri)) return "have no user info";
  return void 0;
}
function buildLocation(registeredUri, parameters, mode) {
  const text = Object.entries(parameters).filter(([, value]) => value !== void 0).map(([name, value]) => `${name}=${value}`).join("&");
  return registeredUri + separator(registeredUri, mode) + text;
}
function separator(uri, mode) {
  if (mode === "fragment") return "#";
  if (!uri.includes("?")) return "?";
  return /[?&]$/.test(uri) ? "" : "&";
}
function encodeFormValue(value) {
  return value === void 0 ? void 0 : new URLSearchParams([["", value]]).toString().slice(1);
}
function encodeState(state, url) {
  if (state === void 0) return void 0;
  const sent = queryValues(url, "state");
  const [raw] = sent;
  return sent.length === 1 && raw !== void 0 && isFormText(raw) && decodeFormValue(raw) === state ? raw : encodeFormValue(state);
}
function queryValues(url, name) {
  const start = url.indexOf("?");
  if (start === -1) return [];
  return url.slice(start + 1).split("&").filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}
function isFormText(text) {
  return /^[\w\-.~!*'(),;:@/?=+%$[\]]*$/.test(text);
}
function decodeFormValue(raw) {
  const text = raw.replaceAll("+", " ");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
export {
  buildLocation,
  checkRedirectUri,
  encodeFormValue,
  encodeState
};
