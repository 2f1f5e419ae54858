const HOP_BY_HOP = /* @__PURE__ */ new Set([
  "connection",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authentication-info",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade"
]);
const NEVER_FORWARDED = /* @__PURE__ */ new Set(["accept-encoding", "expect", "host"]);
function isForwardable(name) {
  return !HOP_BY_HOP.has(name) && !name.startsWith("content-") && !name.startsWith(":") && !NEVER_FORWARDED.has(name);
}
function forwardedHeaders(headers, patterns) {
  const named = listMembers(headers.connection);
  const forwarded = { "accept-encoding": "identity" };
  for (const [name, value] of Object.entries(headers)) {
    if (value !== void 0 && isForwardable(name) && !named.includes(name) && patterns.some((pattern) => matches(pattern, name))) {
      forwarded[name] = value;
    }
  }
  const host = headers.host ?? headers[":authority"];
  if (host !== void 0) forwarded.host = host;
  return forwarded;
}
function readPartHeaders(headers) {
  const named = listMembers(headers["connection"]);
  const shown = {};
  let httpOnlyCookies = [];
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (value === void 0 || HOP_BY_HOP.has(key) || named.includes(key) || key === "date" || key === "content-length") continue;
    let lines = Array.isArray(value) ? value : [String(value)];
    if (key === "content-type" && isPlainJson(lines[0])) continue;
    if (key === "set-cookie") {
      httpOnlyCookies = lines.filter(isHttpOnly);
      lines = lines.filter((line) => !isHttpOnly(line));
    }
    if (lines.length > 0) shown[key] = lines.join(key === "set-cookie" ? "\n" : ", ");
  }
  return { headers: Object.keys(shown).length === 0 ? void 0 : shown, httpOnlyCookies };
}
function matches(pattern, name) {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
function listMembers(value) {
  return value === void 0 ? [] : value.toLowerCase().split(",").map((member) => member.trim());
}
function isPlainJson(contentType) {
  return contentType !== void 0 && /^application\/json[\t ]*(?:;|$)/i.test(contentType);
}
function isHttpOnly(line) {
  return /;[\t ]*httponly[\t ]*(?:;|=|$)/i.test(line);
}
export {
  forwardedHeaders,
  isForwardable,
  readPartHeaders
};
