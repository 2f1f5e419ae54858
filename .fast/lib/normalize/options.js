import { checkBoolean, checkFunction, checkList, checkNames, invalid, isIntegerBetween } from "../util/check-option.js";
const normalizeDefaults = {
  map: [],
  validation: {
    maxIssues: 50
    // failures in one reply
  },
  expose: "client-errors",
  methodNotAllowed: true,
  forwardHeaders: [
    "retry-after",
    "www-authenticate",
    "proxy-authenticate",
    "allow",
    "accept",
    "accept-*",
    "upgrade",
    "content-range",
    "link",
    "ratelimit*",
    "x-ratelimit-*"
  ]
};
function resolveNormalizeOptions(options) {
  const { map, validation, expose, methodNotAllowed, forwardHeaders } = { ...normalizeDefaults, ...options };
  checkList("map", "an array of synchronous functions", map);
  for (const mapper of map) checkFunction("map", "an array of synchronous functions", mapper);
  if (!["deliberate", "client-errors", "all"].includes(expose)) checkFunction("expose", "deliberate, client-errors, all or a synchronous function", expose);
  checkBoolean("methodNotAllowed", methodNotAllowed);
  checkList("forwardHeaders", "an array of header names", forwardHeaders, isText);
  checkNames("validation", validation, ["statusCode", "maxIssues"]);
  const { statusCode: validationStatusCode, maxIssues = normalizeDefaults.validation.maxIssues } = validation;
  if (validationStatusCode !== void 0 && !isIntegerBetween(validationStatusCode, 400, 499)) {
    invalid("validation.statusCode", "an integer from 400 to 499", validationStatusCode);
  }
  if (!isIntegerBetween(maxIssues, 1, 1e3)) invalid("maxIssues", "an integer from 1 to 1000", maxIssues);
  return {
    map: [...map],
    validationStatusCode,
    maxIssues,
    expose,
    methodNotAllowed,
    forwardHeaders: forwardHeaders.map((name) => name.toLowerCase())
  };
}
function isText(value) {
  return typeof value === "string" && value !== "";
}
export {
  normalizeDefaults,
  resolveNormalizeOptions
};
