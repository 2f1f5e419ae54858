import { FST_ERR_REPLIES_UNKNOWN_OPTION } from "../util/boot-errors.js";
import { invalid } from "../util/check-option.js";
import { isToken } from "../http/header-values.js";
import { isForwardable } from "./headers.js";
const defaultOptions = {
  url: "/multi",
  maxRequests: 50,
  forwardHeaders: [
    "authorization",
    "cookie",
    "accept",
    "accept-language",
    "accept-version",
    "user-agent",
    // What tells a request of another site: without them a part would look more trustworthy than its batch
    "origin",
    "referer",
    "sec-fetch-*",
    "csrf-token",
    "xsrf-token",
    "x-csrf-token",
    "x-xsrf-token",
    // What `trustProxy` reads; the part comes from the same address, so it is trusted to the same degree
    "forwarded",
    "x-forwarded-*",
    "x-real-ip",
    "x-request-id",
    "traceparent",
    "tracestate"
  ],
  timeout: 1e4,
  // 10 seconds
  resultLimit: 1048576,
  // 1 MiB
  bodyLimit: void 0
};
const fastifyOptions = ["prefix", "logLevel", "logSerializers"];
const MAX_TIMER = 2147483647;
function resolveMultiOptions(options) {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(defaultOptions, name) && !fastifyOptions.includes(name)) {
      throw FST_ERR_REPLIES_UNKNOWN_OPTION(name, Object.keys(defaultOptions).join(", "));
    }
  }
  const url = options.url ?? defaultOptions.url;
  if (typeof url !== "string" || !/^\/[^?#*\s]+$/.test(url)) invalid("url", "a path such as /multi", url);
  return {
    url,
    maxRequests: checkInteger("maxRequests", options.maxRequests ?? defaultOptions.maxRequests, 1e3),
    forwardHeaders: checkHeaders(options.forwardHeaders ?? defaultOptions.forwardHeaders),
    timeout: checkInteger("timeout", options.timeout ?? defaultOptions.timeout, MAX_TIMER),
    resultLimit: checkInteger("resultLimit", options.resultLimit ?? defaultOptions.resultLimit, Number.MAX_SAFE_INTEGER),
    bodyLimit: options.bodyLimit === void 0 ? void 0 : checkInteger("bodyLimit", options.bodyLimit, Number.MAX_SAFE_INTEGER)
  };
}
function checkInteger(name, value, max) {
  if (!Number.isInteger(value) || value < 1 || value > max) {
    invalid(name, `an integer from 1 to ${max}`, value);
  }
  return value;
}
function checkHeaders(names) {
  if (!Array.isArray(names) || !names.every(isToken)) invalid("forwardHeaders", "an array of header names", names);
  const patterns = names.map((name) => name.toLowerCase());
  for (const pattern of patterns) {
    if (!isForwardable(pattern)) invalid("forwardHeaders", "without headers of the connection or the body", pattern);
  }
  return patterns;
}
export {
  resolveMultiOptions
};
