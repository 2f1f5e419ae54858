import { cutText, MAX_KEY } from "../util/json-values.js";
import { readProperty, readText } from "../util/read-property.js";
import { expectedType, receivedType } from "./issue-types.js";
const kinds = {
  type: "invalid_type",
  required: "invalid_type",
  enum: "invalid_enum_value",
  const: "invalid_literal",
  additionalProperties: "unrecognized_keys",
  unevaluatedProperties: "unrecognized_keys",
  exclusiveMinimum: "too_small",
  exclusiveMaximum: "too_big",
  format: "invalid_string",
  pattern: "invalid_string",
  multipleOf: "not_multiple_of",
  anyOf: "invalid_union",
  oneOf: "invalid_union",
  if: "invalid_union",
  invalid_value: "invalid_enum_value",
  invalid_format: "invalid_string",
  invalid_union_discriminator: "invalid_union"
};
const knownKinds = /* @__PURE__ */ new Set([...Object.values(kinds), "too_small", "too_big"]);
const propertyParams = {
  required: ["missingProperty", "requiredProperties"],
  dependencies: ["missingProperty"],
  dependentRequired: ["missingProperty"],
  additionalProperties: ["additionalProperty", "additionalProperties"],
  unevaluatedProperties: ["unevaluatedProperty", "unevaluatedProperties"],
  propertyNames: ["propertyName"],
  unrecognized_keys: ["keys"]
};
const plainMessages = {
  invalid_value: "must be one of the allowed values",
  invalid_enum_value: "must be one of the allowed values",
  invalid_literal: "must be the allowed value",
  unrecognized_keys: "is not a known property"
};
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const MAX_MESSAGE = 512;
const MAX_TOTAL = 12288;
function readFailures(thrown) {
  const validation = thrown.get("validation");
  const failures = Array.isArray(validation) ? validation : thrown.get("errors");
  return Array.isArray(failures) ? failures : [];
}
function readIssues(where, failures, maxIssues, request) {
  const issues = [];
  const unions = failures.length > 1 ? findUnions(failures) : [];
  let room = MAX_TOTAL;
  for (let i = 0; i < failures.length && issues.length < maxIssues && room > 0; i++) {
    if (isBranchOf(failures[i], unions)) continue;
    for (const issue of readFailure(where, failures[i], request)) {
      room -= 64 + 2 * issue.path.length + issue.message.length;
      if (issues.length < maxIssues && (room > 0 || issues.length === 0)) issues.push(issue);
    }
  }
  return issues.length > 0 ? issues : [{ path: "", keys: [], in: where, kind: "custom", message: "is invalid", pointer: "" }];
}
function findUnions(failures) {
  const paths = [];
  for (const failure of failures) {
    const keyword = readProperty(failure, "keyword");
    const path = readProperty(failure, "schemaPath");
    if ((keyword === "anyOf" || keyword === "oneOf") && typeof path === "string") paths.push(`${path}/`);
  }
  return paths;
}
function isBranchOf(failure, unions) {
  if (unions.length === 0) return false;
  const path = readProperty(failure, "schemaPath");
  return typeof path === "string" && unions.some((union) => path.startsWith(union));
}
function readFailure(where, failure, request) {
  let keyword = readProperty(failure, "keyword");
  let params = readProperty(failure, "params");
  const message = readMessage(failure, keyword);
  if (keyword === "errorMessage") {
    const inner = readProperty(params, "errors")?.[0];
    keyword = readProperty(inner, "keyword");
    params = readProperty(inner, "params");
  }
  const name = typeof keyword === "string" ? keyword : "";
  const kind = issueKind(name);
  const pointer = cleanText(readText(failure, "instancePath"), MAX_MESSAGE);
  const keys = readPointer(pointer);
  const subjects = readSubjects(name, params);
  return subjects.length === 0 ? [build(keys)] : subjects.map((property) => build([...keys, property]));
  function build(path) {
    const isType = kind === "invalid_type";
    return {
      path: cutText(path.join("."), MAX_MESSAGE),
      keys: path,
      in: where,
      kind,
      message,
      pointer,
      expected: isType ? expectedType(params, where, path, request) : void 0,
      received: isType ? receivedType(where, path, request) : void 0
    };
  }
}
function readMessage(failure, keyword) {
  const text = typeof keyword === "string" && Object.hasOwn(plainMessages, keyword) ? plainMessages[keyword] : void 0;
  return text ?? (cleanText(readText(failure, "message"), MAX_MESSAGE) || "is invalid");
}
function readSubjects(keyword, params) {
  if (Object.hasOwn(propertyParams, keyword)) {
    for (const param of propertyParams[keyword]) {
      const value = readProperty(params, param);
      const names = (Array.isArray(value) ? value : [value]).filter((name) => typeof name === "string");
      if (names.length > 0) return names.map((name) => cleanText(name, MAX_KEY));
    }
  }
  return [];
}
function issueKind(keyword) {
  if (Object.hasOwn(kinds, keyword)) return kinds[keyword];
  if (knownKinds.has(keyword)) return keyword;
  return keyword.startsWith("min") ? "too_small" : keyword.startsWith("max") ? "too_big" : "custom";
}
function readPointer(pointer) {
  if (pointer === "" || pointer === "/") return [];
  if (pointer.length <= MAX_KEY && !pointer.includes("~")) {
    return pointer.lastIndexOf("/") === 0 ? [pointer.slice(1)] : pointer.slice(1).split("/");
  }
  return pointer.slice(1).split("/").map((key) => cutText(key.replaceAll("~1", "/").replaceAll("~0", "~"), MAX_KEY));
}
function cleanText(text, max) {
  const short = cutText(text, max);
  return PRINTABLE_ASCII.test(short) ? short : short.replace(new RegExp("\\p{Cc}", "gu"), " ").toWellFormed();
}
export {
  issueKind,
  readFailures,
  readIssues
};
