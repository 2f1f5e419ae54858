import { buildErrorReply, errors } from "../helpers/index.js";
import { changeReply } from "../error/error-reply.js";
import { noExtras } from "../error/body-extras.js";
import { kDefinition } from "../error/symbols.js";
function exampleOf(factory) {
  const definition = factory[kDefinition];
  if (definition.isOwn !== true) return buildErrorReply(definition, definition.example ?? [], errors.fail);
  const { schema } = definition;
  return Reflect.apply(factory, void 0, schema === void 0 ? [] : [sampleOf(schema, 0)]);
}
function withDefinition(error, definition) {
  return changeReply(error, {}, definition);
}
function exampleBody(format, error) {
  try {
    const text = format.serialize(format.body(error, noExtras));
    return /[/+]json(?:;|$)/.test(format.contentType) ? JSON.parse(text) : text;
  } catch {
    return void 0;
  }
}
const MAX_DEPTH = 8;
function sampleOf(schema, depth) {
  if (typeof schema !== "object" || schema === null || depth > MAX_DEPTH) return void 0;
  for (const value of [schema.const, schema.examples?.[0], schema.example, schema.default, schema.enum?.[0]]) {
    if (value !== void 0) return value;
  }
  const member = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (member !== void 0) return sampleOf(member, depth + 1);
  if (Array.isArray(schema.allOf)) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, depth + 1)));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object":
      return sampleMembers(schema, depth);
    case "array":
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sampleOf(schema.items, depth + 1));
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    case "string":
      return sampleText(schema);
    default:
      return null;
  }
}
function sampleMembers(schema, depth) {
  return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, member]) => [name, sampleOf(member, depth + 1)]));
}
const formatSamples = {
  "date-time": "2015-11-21T12:34:45Z",
  date: "2015-11-21",
  time: "12:34:45Z",
  email: "name@example.com",
  uri: "https://example.com/",
  uuid: "123e4567-e89b-12d3-a456-426614174000"
};
function sampleText({ format, minLength = 0, maxLength = Infinity }) {
  const known = formatSamples[format];
  return known ?? "string".padEnd(minLength, ".").slice(0, maxLength);
}
export {
  exampleBody,
  exampleOf,
  withDefinition
};
