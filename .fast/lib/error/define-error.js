import { readPlainArguments } from "./init-arguments.js";
import { buildDetailFilter } from "./detail-filter.js";
import { isErrorCode } from "./error-code.js";
import { ErrorReply, isErrorReply } from "./error-reply.js";
import { FST_ERR_REPLIES_INVALID_ERROR } from "../util/boot-errors.js";
import { cutText, MAX_TEXT } from "../util/json-values.js";
import { kDefinition } from "./symbols.js";
function defineError(options) {
  checkOptions(options);
  const { code, statusCode, title, message, detail: schema, headers, type, name } = options;
  const filter = schema === void 0 ? void 0 : buildDetailFilter(code, schema);
  const definition = Object.freeze({
    isOwn: true,
    name: name ?? toCamelCase(code),
    helper: name,
    code,
    statusCode,
    title,
    message: typeof message === "string" ? message : title,
    type,
    schema,
    headerNames: typeof headers === "object" ? Object.keys(headers) : [],
    compile: () => filter?.compile()
  });
  function factory(...args) {
    let parts;
    try {
      parts = readOccurrence(options, filter, filter === void 0 ? [void 0, ...args] : args);
    } catch {
      parts = { message: definition.message, invalidArgument: `arguments of '${code}' cannot be read` };
    }
    return new ErrorReply(definition, parts, factory);
  }
  Object.defineProperty(factory, "name", { value: definition.name });
  return Object.assign(factory, {
    [kDefinition]: definition,
    code,
    statusCode,
    is: (error) => isMadeFrom(error, code)
  });
}
function isMadeFrom(error, code) {
  try {
    return isErrorReply(error) && error[kDefinition].isOwn === true && error[kDefinition].code === code;
  } catch {
    return false;
  }
}
function readOccurrence(options, filter, [given, init]) {
  const { code, statusCode, title, message, headers } = options;
  const { message: ownMessage, headers: ownHeaders, challenge, cause } = init ?? {};
  const wrong = [];
  const attempt = (what, run) => {
    try {
      return run();
    } catch (error) {
      wrong.push(`${what} of '${code}' fails: ${cutText(String(error.message), 256)}`);
      return void 0;
    }
  };
  const detail = filter === void 0 ? void 0 : attempt("detail", () => filter.filter(given ?? {}));
  const make = (what, value) => typeof value !== "function" ? value : wrong.length === 0 ? attempt(what, () => value(detail)) : void 0;
  const parts = readPlainArguments(ownMessage ?? make("message", message), { headers: make("headers", headers), cause }, statusCode);
  const own = readPlainArguments(void 0, { headers: ownHeaders, challenge }, statusCode);
  if (own.headers !== void 0) parts.headers = { ...parts.headers, ...own.headers };
  parts.message ??= title;
  parts.detail = detail;
  parts.invalidArgument = wrong[0] ?? parts.invalidArgument ?? own.invalidArgument;
  return parts;
}
function checkOptions(options) {
  const { code, statusCode, title, message, detail, headers, type, name } = options;
  const check = (isFine, reason) => {
    if (!isFine) throw FST_ERR_REPLIES_INVALID_ERROR(String(code), reason);
  };
  check(isErrorCode(code), "its code should be in upper snake case, at most 64 characters");
  check(Number.isInteger(statusCode) && statusCode >= 400 && statusCode <= 599, `its statusCode should be an integer from 400 to 599, instead got '${String(statusCode)}'`);
  check(isText(title), "its title should be a text");
  check(isText(message) || typeof message === "function", "its message should be a text or a function");
  check(detail === void 0 || isObjectSchema(detail), "its detail should be a schema of an object");
  check(type === void 0 || isReference(type), "its type should be an absolute URI or a full path");
  check(name === void 0 || typeof name === "string" && /^[A-Za-z_$][\w$]*$/.test(name), "its name should be the name of a function");
  if (headers !== void 0 && typeof headers !== "function") {
    const { invalidArgument } = readPlainArguments(void 0, { headers }, statusCode);
    check(invalidArgument === void 0, invalidArgument);
  }
}
function isText(value) {
  return typeof value === "string" && value !== "" && value.length <= MAX_TEXT;
}
function isObjectSchema(schema) {
  if (typeof schema !== "object" || schema === null) return false;
  const { type } = schema;
  return type === "object" || type === void 0 && ["anyOf", "oneOf", "allOf", "$ref"].some((keyword) => keyword in schema);
}
function isReference(type) {
  return typeof type === "string" && (type.startsWith("/") || URL.canParse(type));
}
function toCamelCase(code) {
  return code.toLowerCase().replace(/_+([a-z0-9])/g, (_match, letter) => letter.toUpperCase()).replaceAll("_", "");
}
export {
  defineError
};
