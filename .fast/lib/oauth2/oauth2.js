import { readPlainArguments } from "../error/init-arguments.js";
import { definitionOf } from "../error/catalog.js";
import { ErrorReply } from "../error/error-reply.js";
import { isErrorCode } from "../error/error-code.js";
import { isErrorStatus } from "../http/error-status.js";
import { formatRetryAfter, isToken } from "../http/header-values.js";
import { authorizationErrors, bearerErrors, checkOAuth2Code, statusOf, tokenErrors } from "./codes.js";
import { checkRedirectUri } from "./redirect.js";
import { cleanUri, isNqchars, readTokens } from "./text.js";
import { isIssuer } from "./settings.js";
import { readProperty } from "../util/read-property.js";
function buildOAuthError(code, description, init, entry) {
  checkOAuth2Code(code);
  const read = new InitReader(init);
  const given = read.statusCode();
  const statusCode = given ?? statusOf(tokenErrors, code, 400);
  const parts = read.parts(description, statusCode);
  parts.headers = { ...parts.headers, ...NO_STORE, ...read.nonce(), ...read.retryAfter() };
  parts.oauth2 = { kind: "answer", error: code, uri: read.uri("uri"), hasStatus: given !== void 0 };
  return new ErrorReply(define("oauthError", code, statusCode), read.withInvalidArgument(parts), entry);
}
function buildOAuthRedirect(registeredUri, code, init, entry) {
  checkRedirectUri(registeredUri);
  checkOAuth2Code(code);
  const read = new InitReader(init);
  const parts = read.parts(read.get("description"), 303);
  parts.headers = { ...parts.headers, ...NO_STORE };
  const state = read.get("state");
  parts.oauth2 = {
    kind: "redirect",
    error: code,
    uri: read.uri("uri"),
    registeredUri,
    state: typeof state === "string" && state !== "" ? state : void 0,
    issuer: read.checked("issuer", "an absolute URL without query and fragment", isIssuer),
    mode: read.checked("mode", "'query' or 'fragment'", isMode) ?? "query"
  };
  const definition = { ...define("oauthRedirect", code, 303), title: "See Other", loggedAs: statusOf(authorizationErrors, code, 400) };
  return new ErrorReply(definition, read.withInvalidArgument(parts), entry);
}
function buildBearerError(code, init, entry) {
  if (code !== void 0) checkOAuth2Code(code);
  const read = new InitReader(init);
  const statusCode = read.statusCode() ?? (code === void 0 ? 401 : statusOf(bearerErrors, code, 401));
  const parts = read.parts(read.get("description"), statusCode);
  parts.headers = { ...parts.headers, ...read.nonce() };
  const schemes = read.schemes() ?? [code === "invalid_dpop_proof" || code === "use_dpop_nonce" ? "DPoP" : "Bearer"];
  parts.oauth2 = {
    kind: "challenge",
    error: code,
    uri: read.uri("uri"),
    schemes,
    realm: read.checked("realm", "a string", isText),
    parameters: {
      scope: read.tokens("scope"),
      acr_values: read.tokens("acrValues"),
      max_age: read.checked("maxAge", "a whole number of seconds", isSeconds)?.toString(),
      resource_metadata: read.uri("resourceMetadata")
    },
    algs: read.tokens("algs"),
    credentials: read.checked("credentials", "a boolean", isBoolean)
  };
  return new ErrorReply(definitionOf(statusCode), read.withInvalidArgument(parts), entry);
}
const NO_STORE = { "cache-control": "no-store", pragma: "no-cache" };
function define(name, code, statusCode) {
  const upper = code.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  return {
    name,
    statusCode,
    code: isErrorCode(upper) ? upper : "OAUTH2_ERROR",
    title: statusCode < 400 ? "See Other" : definitionOf(statusCode).title,
    message: `OAuth2 error ${code}.`,
    format: "oauth2"
  };
}
const isText = (value) => typeof value === "string";
const isBoolean = (value) => typeof value === "boolean";
const isMode = (value) => value === "query" || value === "fragment";
const isSeconds = (value) => Number.isSafeInteger(value) && value >= 0;
class InitReader {
  #init;
  #invalidArgument;
  constructor(init) {
    this.#init = init;
  }
  get(name) {
    return readProperty(this.#init, name);
  }
  checked(name, expected, isRight) {
    const value = this.get(name);
    if (value === void 0 || isRight(value)) return value;
    this.#invalidArgument ??= `${name} should be ${expected}`;
    return void 0;
  }
  parts(message, statusCode) {
    let parts;
    try {
      parts = readPlainArguments(message, this.#init, statusCode);
    } catch {
      return { invalidArgument: "arguments cannot be read" };
    }
    if (Array.isArray(parts.headers?.["dpop-nonce"])) {
      delete parts.headers["dpop-nonce"];
      parts.invalidArgument ??= "a reply has one dpop-nonce";
    }
    return parts;
  }
  statusCode() {
    return this.checked("statusCode", "an integer from 400 to 599", isErrorStatus);
  }
  uri(name) {
    return this.#converted(name, "the address of a web page", cleanUri);
  }
  tokens(name) {
    return this.#converted(name, "a list of words without quotes and backslashes", readTokens);
  }
  schemes() {
    return this.#converted("scheme", "the name of a scheme or a list of them", (value) => {
      const list = Array.isArray(value) ? value : [value];
      return list.length > 0 && list.every(isToken) ? [...new Set(list)] : void 0;
    });
  }
  nonce() {
    const nonce = this.checked("nonce", "visible ASCII without quotes and backslashes", isNqchars);
    return nonce === void 0 ? void 0 : { "dpop-nonce": nonce };
  }
  retryAfter() {
    const value = this.#converted("retryAfter", "seconds or a Date", (value2) => typeof value2 === "number" || value2 instanceof Date ? formatRetryAfter(value2) : void 0);
    return value === void 0 ? void 0 : { "retry-after": value };
  }
  withInvalidArgument(parts) {
    parts.invalidArgument ??= this.#invalidArgument;
    return parts;
  }
  #converted(name, expected, convert) {
    const value = this.get(name);
    if (value === void 0) return void 0;
    let converted;
    try {
      converted = convert(value);
    } catch {
    }
    if (converted === void 0) this.#invalidArgument ??= `${name} should be ${expected}`;
    return converted;
  }
}
export {
  buildBearerError,
  buildOAuthError,
  buildOAuthRedirect
};
