import { isClientGone } from "../http/client-gone.js";
import { errors } from "../helpers/index.js";
import { readProperty, readText } from "../util/read-property.js";
import { causeChain, readPath } from "./cause-chain.js";
import { wreckStatus } from "./wreck.js";
const TIMEOUT_CODES = /* @__PURE__ */ new Set([
  "ETIMEDOUT",
  "ETIMEOUT",
  "ESOCKETTIMEDOUT",
  "ECONNABORTED",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT"
]);
const FAILURE_CODES = /* @__PURE__ */ new Set([
  // Sockets and DNS
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "EPIPE",
  "EPROTO",
  // undici
  "UND_ERR_SOCKET",
  "UND_ERR_RESPONSE",
  "UND_ERR_RESPONSE_STATUS_CODE",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  "UND_ERR_RES_EXCEEDED_MAX_SIZE",
  "UND_ERR_HEADERS_OVERFLOW",
  "UND_ERR_REQ_RETRY",
  // axios: ERR_BAD_REQUEST is an upstream that answered 4xx to what this server sent
  "ERR_NETWORK",
  "ERR_BAD_RESPONSE",
  "ERR_BAD_REQUEST",
  "ERR_FR_TOO_MANY_REDIRECTS",
  // got
  "ERR_NON_2XX_3XX_RESPONSE",
  "ERR_TOO_MANY_REDIRECTS",
  "ERR_BODY_PARSE_FAILURE",
  "ERR_READING_RESPONSE_STREAM",
  // Certificates
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID"
]);
function upstream(error, request) {
  const chain = causeChain(error);
  if (!chain.some(isTimeout) && !chain.some(isFailure) && !isErrorResponse(error)) return void 0;
  if (isClientGone(request)) return void 0;
  const init = { cause: error };
  return chain.some(isTimeout) ? errors.gatewayTimeout(void 0, init) : errors.badGateway(void 0, init);
}
function isTimeout(link) {
  return TIMEOUT_CODES.has(readText(link, "code")) || readText(link, "name") === "TimeoutError" || wreckStatus(link) === 504 || // axios tells why a signal stopped it nowhere but in the signal
  readText(link, "code") === "ERR_CANCELED" && readPath(link, "config", "signal", "reason", "name") === "TimeoutError";
}
function isFailure(link) {
  const code = readText(link, "code");
  const name = readText(link, "name");
  return FAILURE_CODES.has(code) || wreckStatus(link) === 502 || // An answer that is no HTTP, as Node's parser and undici's tell it
  code.startsWith("HPE_") || name === "HTTPParserError" || // The one text that every `fetch` of undici has, whatever went wrong below it
  name === "TypeError" && readText(link, "message") === "fetch failed";
}
function isErrorResponse(value) {
  return readProperty(value, Symbol.toStringTag) === "Response" && readProperty(value, "ok") === false;
}
export {
  upstream
};
