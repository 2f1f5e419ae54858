import { kDocument } from "../error/symbols.js";
const MARK = "x-fastify-error-replies";
function openapiOptions({ transform, transformObject } = {}) {
  const seen = /* @__PURE__ */ new WeakMap();
  return {
    transform(document) {
      const { route, url, openapiObject } = document;
      const own = route.config?.[kDocument];
      const schema = own === void 0 ? document.schema : own.schema;
      const result = transform === void 0 ? { schema, url } : transform({ ...document, schema });
      if (own === void 0 || openapiObject === void 0) return result;
      const full = seen.get(openapiObject) ?? /* @__PURE__ */ new Set();
      seen.set(openapiObject, full);
      const response = { ...result.schema?.response ?? { 200: { type: "null", description: "Default Response" } } };
      const added = /* @__PURE__ */ new Map();
      for (const [status, documented] of own.responses) {
        if (Object.hasOwn(response, status)) continue;
        added.set(status, documented);
        response[status] = full.has(documented) ? { type: "null", description: documented.schema.description } : documented.schema;
        full.add(documented);
      }
      return { ...result, schema: { ...result.schema, response, [MARK]: added } };
    },
    transformObject(document) {
      if (document.openapiObject !== void 0) nameComponents(document.openapiObject);
      return transformObject === void 0 ? document.openapiObject ?? document.swaggerObject : transformObject(document);
    },
    refResolver: {
      buildLocalReference: ({ $id }) => $id.replace(/[^\w.-]/g, "_")
    }
  };
}
function nameComponents(openapi) {
  const operations = new Set(Object.values(openapi.paths).flatMap((path) => [...Object.values(path), ...Object.values(path.additionalOperations ?? {})]).filter((operation) => operation?.[MARK] !== void 0));
  const schemas = new Components(openapi.components.schemas ??= {}, "schemas");
  const responses = new Components(openapi.components.responses = { ...openapi.components.responses }, "responses");
  const isOld = openapi.openapi.startsWith("3.0");
  const references = /* @__PURE__ */ new Map();
  for (const { responses: described, [MARK]: added = [] } of operations) {
    for (const [status, documented] of added) {
      const response = described[status];
      if (response.content === void 0 || references.has(documented)) continue;
      for (const [type, media] of Object.entries(response.content)) {
        const name = (schema) => schemas.add(schema.title, isOld ? schema : withConst(schema));
        media.schema = media.schema.oneOf === void 0 ? name(media.schema) : { oneOf: media.schema.oneOf.map(name) };
        const examples = documented.schema.content[type]?.examples;
        if (examples !== void 0) media.examples = examples;
      }
      references.set(documented, responses.add(documented.name, response));
    }
  }
  for (const { responses: described, [MARK]: added = [] } of operations) {
    for (const [status, documented] of added) described[status] = { ...references.get(documented) };
  }
  for (const operation of operations) delete operation[MARK];
  if (Object.keys(openapi.components.responses).length === 0) delete openapi.components.responses;
}
function withConst(schema) {
  const { code, error } = schema.properties ?? {};
  const restore = (member) => {
    const { enum: values, ...rest } = member;
    return values?.length === 1 ? { ...rest, const: values[0] } : member;
  };
  if (code !== void 0) return { ...schema, properties: { ...schema.properties, code: restore(code) } };
  if (error?.properties?.code === void 0) return schema;
  return { ...schema, properties: { ...schema.properties, error: { ...error, properties: { ...error.properties, code: restore(error.properties.code) } } } };
}
class Components {
  #members;
  #kind;
  #names = /* @__PURE__ */ new Map();
  constructor(members, kind) {
    this.#members = members;
    this.#kind = kind;
  }
  add(wanted, member) {
    const text = wanted + JSON.stringify(member);
    let name = this.#names.get(text);
    if (name === void 0) {
      name = wanted;
      for (let i = 2; Object.hasOwn(this.#members, name); i++) name = wanted + i;
      this.#names.set(text, name);
      this.#members[name] = member;
    }
    return { $ref: `#/components/${this.#kind}/${name}` };
  }
}
export {
  openapiOptions
};
