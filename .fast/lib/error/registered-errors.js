import { catalog } from "./catalog.js";
import { invalid } from "../util/check-option.js";
import { FST_ERR_REPLIES_DUPLICATE_CODE, FST_ERR_REPLIES_INVALID_ERROR } from "../util/boot-errors.js";
import { kDefinition } from "./symbols.js";
const builtInCodes = new Map(catalog.map(({ code, name }) => [code, `errors.${name}`]));
const REPLY_MEMBERS = /* @__PURE__ */ new Set([
  "callNotFound",
  "code",
  "compileSerializationSchema",
  "constructor",
  "elapsedTime",
  "getDecorator",
  "getHeader",
  "getHeaders",
  "getSerializationFunction",
  "hasHeader",
  "hasTrailer",
  "header",
  "headers",
  "hijack",
  "log",
  "raw",
  "redirect",
  "removeHeader",
  "removeTrailer",
  "request",
  "routeOptions",
  "send",
  "sent",
  "serialize",
  "serializeInput",
  "serializer",
  "server",
  "status",
  "statusCode",
  "then",
  "trailer",
  "type",
  "writeEarlyHints"
]);
function resolveDefinitions(factories) {
  if (!Array.isArray(factories) || !factories.every(isErrorFactory)) {
    return invalid("errors", "an array of what defineError returns", factories);
  }
  const codes = new Map(builtInCodes);
  for (const [index, factory] of factories.entries()) {
    const definition = factory[kDefinition];
    const taken = codes.get(definition.code);
    if (taken !== void 0) throw FST_ERR_REPLIES_DUPLICATE_CODE(definition.code, taken);
    codes.set(definition.code, `errors[${index}]`);
    definition.compile();
  }
  return factories;
}
function isErrorFactory(value) {
  return typeof value === "function" && value[kDefinition]?.isOwn === true;
}
function decorateDefinitions(fastify, factories, helperNames) {
  for (const factory of factories) {
    const { code, helper } = factory[kDefinition];
    if (helper === void 0) continue;
    if (helperNames.has(helper) || REPLY_MEMBERS.has(helper)) throw FST_ERR_REPLIES_INVALID_ERROR(code, `reply.${helper} exists already, give it another name`);
    try {
      fastify.decorateReply(helper, {
        [helper]: function(...args) {
          return this.send(Reflect.apply(factory, void 0, args));
        }
      }[helper]);
    } catch (error) {
      throw FST_ERR_REPLIES_INVALID_ERROR(code, `reply.${helper} exists already, give it another name`, { cause: error });
    }
  }
}
export {
  decorateDefinitions,
  isErrorFactory,
  resolveDefinitions
};
