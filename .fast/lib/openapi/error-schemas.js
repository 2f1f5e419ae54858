import { anyMembers } from "../../schemas/members.js";
import { descriptionSchema, envelopeSchema, fastifySchema, fieldsSchema, oauth2Schema, problemSchema } from "../../schemas/index.js";
const formatSchemas = {
  envelope: envelopeSchema,
  problem: problemSchema,
  fields: fieldsSchema,
  description: descriptionSchema,
  oauth2: oauth2Schema,
  fastify: fastifySchema
};
function formatSchema(format) {
  const schema = Object.hasOwn(formatSchemas, format.name) ? formatSchemas[format.name] : format.schema ?? { type: "string" };
  return { title: toPascalCase(format.name), ...schema };
}
function errorSchema(format, definition) {
  const title = toPascalCase(definition.name) + toPascalCase(format.name);
  const code = { type: "string", const: definition.code };
  const detail = detailSchema(definition);
  switch (format.name) {
    case "envelope":
      return { title, ...specialEnvelope(code, detail ?? issuesSchema(definition), definition.isOwn === true && detail !== void 0) };
    case "problem":
      return { title, ...specialProblem(code, detail) };
    // it tells issues in a member of its own
    default:
      return formatSchema(format);
  }
}
function specialEnvelope(code, detail, isRequired) {
  const { type, error, debug } = envelopeSchema.properties;
  return {
    type: "object",
    required: ["type", "error", "debug"],
    properties: {
      type,
      error: {
        type: "object",
        required: isRequired ? ["code", "message", "detail"] : ["code", "message"],
        properties: { code, message: error.properties.message, detail: detail ?? anyMembers() }
      },
      debug
    }
  };
}
function specialProblem(code, detail) {
  const own = problemSchema.properties;
  const { properties = {}, required = [] } = detail ?? {};
  const isExtension = (name) => !Object.hasOwn(own, name);
  return {
    type: "object",
    required: ["title", "detail", "code", ...required.filter(isExtension)],
    properties: {
      ...own,
      code,
      ...Object.fromEntries(Object.entries(properties).filter(([name]) => isExtension(name)))
    },
    additionalProperties: true
  };
}
function detailSchema(definition) {
  if (definition.isOwn !== true) return hasIssues(definition) ? void 0 : optionalMembers(definition);
  const { schema } = definition;
  return schema === void 0 ? void 0 : withExample(schema);
}
function issuesSchema(definition) {
  return definition.isOwn === true || !hasIssues(definition) ? void 0 : optionalMembers(definition);
}
function hasIssues(definition) {
  return Object.hasOwn(definition.detailSchema?.properties ?? {}, "issues");
}
function optionalMembers(definition) {
  const schema = definition.detailSchema;
  return schema === void 0 ? void 0 : { type: "object", properties: schema.properties, additionalProperties: true };
}
function withExample(schema) {
  if (Array.isArray(schema)) return schema.map(withExample);
  if (typeof schema !== "object" || schema === null) return schema;
  const { examples, properties, ...rest } = schema;
  for (const keyword of ["items", "additionalProperties", "anyOf", "oneOf", "allOf", "not"]) {
    if (keyword in rest) rest[keyword] = withExample(rest[keyword]);
  }
  return {
    ...rest,
    ...Array.isArray(examples) && examples.length > 0 && { example: examples[0] },
    ...properties !== void 0 && { properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, withExample(member)])) }
  };
}
function toPascalCase(name) {
  return name.charAt(0).toUpperCase() + name.slice(1).replace(/[^A-Za-z0-9]+(.?)/g, (_match, letter) => letter.toUpperCase());
}
export {
  errorSchema,
  formatSchema,
  toPascalCase
};
