import { catalog, definitionNamed, definitionOf } from "../error/catalog.js";
import { ErrorReply, isErrorReply } from "../error/error-reply.js";
import { readPlainArguments } from "../error/init-arguments.js";
import { kDefinition } from "../error/symbols.js";
import { isErrorStatus } from "../http/error-status.js";
import { buildBearerError, buildOAuthError, buildOAuthRedirect } from "../oauth2/oauth2.js";
function buildErrorReply(definition, args, entry) {
  let parts;
  try {
    parts = readArguments(definition, args);
  } catch {
    parts = { invalidArgument: "arguments cannot be read" };
  }
  return new ErrorReply(definition, parts, entry);
}
function readArguments(definition, args) {
  const own = definition.arguments;
  if (args.length === 0) return NO_PARTS;
  if (own === void 0 || !own.matches(args)) return readPlainArguments(args[0], args[1], definition.statusCode);
  const parts = own.read(args);
  if (args.length <= own.count) return parts;
  const plain = readPlainArguments(args[own.count], args[own.count + 1], definition.statusCode);
  return {
    ...parts,
    ...plain,
    invalidArgument: parts.invalidArgument ?? plain.invalidArgument,
    detail: parts.detail === void 0 ? plain.detail : { ...plain.detail, ...parts.detail },
    headers: parts.headers === void 0 ? plain.headers : { ...plain.headers, ...parts.headers }
  };
}
const NO_PARTS = Object.freeze({});
const errors = buildFactories();
function buildFactories() {
  const factories = {};
  for (const definition of catalog) {
    const name = definition.name;
    factories[name] = { [name]: (...args) => buildErrorReply(definition, args, factories[name]) }[name];
    Object.defineProperty(factories[name], kDefinition, { value: definition });
    for (const alias of definition.aliases ?? []) factories[alias] = factories[name];
  }
  Object.assign(factories, { fail, oauthError, oauthRedirect, bearerError });
  return factories;
}
function fail(error, ...args) {
  if (isErrorReply(error)) return error;
  if (isDeclarable(error)) return error(...args);
  const definition = findDefinition(error);
  if (definition !== void 0) return buildErrorReply(definition, args, fail);
  return new ErrorReply(definitionOf(500), { invalidArgument: `fail takes a status from 400 to 599, the name of a helper or a definition, instead got '${String(error)}'` }, fail);
}
function oauthError(code, description, init) {
  return buildOAuthError(code, description, init, oauthError);
}
function oauthRedirect(registeredUri, code, init) {
  return buildOAuthRedirect(registeredUri, code, init, oauthRedirect);
}
function bearerError(code, init) {
  return buildBearerError(code, init, bearerError);
}
function isDeclarable(value) {
  return typeof value === "function" && kDefinition in value;
}
function findDefinition(error) {
  if (isErrorStatus(error)) return definitionOf(error);
  return typeof error === "string" ? definitionNamed(error) : void 0;
}
export {
  buildErrorReply,
  errors,
  isDeclarable
};
