import { errors } from "../helpers/factories.js";
import { isErrorReply } from "../error/error-reply.js";
import { noExtras } from "../error/body-extras.js";
import { resolveOptions } from "../options.js";
import { renderReply } from "../formats/render.js";
import { readPartHeaders } from "./headers.js";
const TEXT = /^(?:text\/.*|application\/(?:ecmascript|graphql|javascript|x-ndjson|x-www-form-urlencoded|xml|yaml)|[^;]+\+(?:xml|yaml))$/;
const JSON_TYPE = /^(?:application\/json|[^;]+\+json)$/;
function toMultiPart(value, options) {
  const { responseCode, headers, result } = isReplyLike(value) ? readReply(value) : readForeign(value, resolveOptions(options));
  return { responseCode, ...headers === void 0 ? void 0 : { headers }, result: JSON.parse(result) };
}
function readForeign(value, options) {
  const error = isErrorReply(value) ? value : errors.internalServerError();
  return readError(error, options, renderReply(options.formats.default, error, noExtras));
}
function readError(error, { formats, challenge }, { format, body }) {
  const { headers } = readPartHeaders({
    "content-type": format.contentType,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...formats.negotiated ? { vary: "Accept" } : void 0,
    ...format.headers,
    ...error.statusCode === 401 ? { "www-authenticate": challenge } : void 0,
    ...error.headers
  });
  return { responseCode: error.statusCode, headers, result: readResult(Buffer.from(body), { "content-type": format.contentType }), httpOnlyCookies: [] };
}
function readReply({ statusCode, headers, rawPayload, payload }) {
  return {
    responseCode: statusCode,
    ...readPartHeaders(headers),
    result: readResult(rawPayload ?? Buffer.from(payload ?? ""), headers)
  };
}
function serializePart({ responseCode, headers, result }) {
  return headers === void 0 ? `{"responseCode":${responseCode},"result":${result}}` : `{"responseCode":${responseCode},"headers":${JSON.stringify(headers)},"result":${result}}`;
}
function readResult(body, headers) {
  if (body.length === 0) return "null";
  const contentType = String(headers["content-type"] ?? "");
  const mediaType = contentType.split(";", 1)[0].trim().toLowerCase();
  const encoding = headers["content-encoding"] ?? "identity";
  const isJson = JSON_TYPE.test(mediaType);
  if (encoding !== "identity" || !(isJson || TEXT.test(mediaType))) return JSON.stringify(body.toString("base64"));
  const text = decodeText(body, contentType);
  return isJson && isJsonText(text) ? text : JSON.stringify(text);
}
function decodeText(body, contentType) {
  const charset = /;[\t ]*charset="?([^\s;"]+)/i.exec(contentType)?.[1];
  if (charset === void 0 || /^utf-?8$/i.test(charset)) return body.toString();
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return body.toString();
  }
}
function isJsonText(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
function isReplyLike(value) {
  return !isErrorReply(value) && !(value instanceof Error) && Number.isInteger(value?.statusCode) && typeof value.headers === "object" && value.headers !== null;
}
export {
  readError,
  readReply,
  serializePart,
  toMultiPart
};
