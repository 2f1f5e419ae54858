import { buildHeaders } from "./headers.js";
function buildRawReply({ statusCode, title }, format, body, headers) {
  return { statusCode, phrase: title, headers: buildHeaders(format, body, headers), body };
}
function serializeRawReply({ statusCode, phrase, headers, body }) {
  const fields = { ...headers, date: (/* @__PURE__ */ new Date()).toUTCString(), connection: "close" };
  const lines = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((line) => `${name}: ${line}\r
`));
  return `HTTP/1.1 ${statusCode} ${phrase}\r
${lines.join("")}\r
${body}`;
}
export {
  buildRawReply,
  serializeRawReply
};
