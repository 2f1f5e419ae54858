import { definitionOf, withStatus } from "../error/catalog.js";
import { errorSchema, formatSchema, toPascalCase } from "./error-schemas.js";
import { exampleBody, exampleOf, withDefinition } from "./error-examples.js";
import { errors } from "../helpers/index.js";
import { kDefinition } from "../error/symbols.js";
function buildRouteDocuments(options) {
  const responses = /* @__PURE__ */ new Map();
  function respond(status, entries) {
    const key = [status, ...entries.map(({ definition, formats }) => [definition.code, ...formats.map(({ name }) => name)].join(" "))].join("\n");
    let response = responses.get(key);
    if (response === void 0) {
      response = buildResponse(status, entries, options.formats.default);
      responses.set(key, response);
    }
    return response;
  }
  return function documentRoute(route) {
    const formats = routeFormats(route, options);
    const byStatus = /* @__PURE__ */ new Map();
    const add = (factory, definition, format) => {
      const status = String(definition.statusCode);
      const entries = byStatus.get(status) ?? [];
      byStatus.set(status, entries);
      const known = entries.find((entry) => entry.definition.code === definition.code);
      if (known === void 0) entries.push({ factory, definition, formats: [format] });
      else if (!known.formats.includes(format)) known.formats.push(format);
    };
    for (const format of formats) {
      for (const factory of impliedErrors(route)) {
        const definition = factory[kDefinition];
        const statusCode = isValidation(definition) ? options.validationStatusCode ?? format.validationStatusCode : definition.statusCode;
        add(factory, withStatus(definition, statusCode), format);
      }
      for (const factory of route.errors || []) add(factory, factory[kDefinition], format);
    }
    const document = new Map([...byStatus].sort().map(([status, entries]) => [status, respond(status, entries)]));
    const internal = errors.internalServerError;
    return document.set("default", respond("default", [{ factory: internal, definition: internal[kDefinition], formats }]));
  };
}
function routeFormats({ config }, { formats }) {
  const own = config?.errorFormat === void 0 ? void 0 : formats.byName(config.errorFormat);
  const all = own === void 0 ? formats.enabled : [own];
  return [...new Map([...all].reverse().map((format) => [mediaType(format), format])).values()].reverse();
}
const BODY_METHODS = /* @__PURE__ */ new Set(["POST", "PUT", "PATCH", "QUERY"]);
function impliedErrors({ method, schema = {} }) {
  const takesBody = schema.body !== void 0 || [method].flat().some((name) => BODY_METHODS.has(name));
  const names = [
    schema.body !== void 0 && "invalidBody",
    (schema.querystring !== void 0 || schema.params !== void 0) && "invalidParameter",
    (takesBody || schema.headers !== void 0) && "badRequest",
    takesBody && "payloadTooLarge",
    takesBody && "unsupportedMediaType"
  ];
  return names.filter((name) => name !== false).map((name) => errors[name]);
}
function isValidation({ name }) {
  return name === "invalidBody" || name === "invalidParameter";
}
function buildResponse(status, entries, usual) {
  const content = {};
  for (const format of new Set(entries.flatMap(({ formats: formats2 }) => formats2))) {
    const told = entries.filter(({ formats: formats2 }) => formats2.includes(format));
    const schemas = status === "default" ? [formatSchema(format)] : told.map(({ definition }) => errorSchema(format, definition));
    const examples = Object.fromEntries(told.flatMap(({ factory, definition }) => {
      const value = exampleBody(format, withDefinition(exampleOf(factory), definition));
      return value === void 0 ? [] : [[definition.code, { summary: definition.title, value }]];
    }));
    content[mediaType(format)] = { schema: uniteSchemas(schemas), ...Object.keys(examples).length > 0 && { examples } };
  }
  const definitions = entries.map(({ definition }) => definition);
  const headers = describeHeaders(definitions);
  const formats = Object.keys(content).length === 1 ? entries[0].formats : [];
  const suffix = formats.map((format) => format === usual ? "" : toPascalCase(format.name)).join("");
  return {
    name: (status === "default" ? "Error" : definitions.map(({ name }) => toPascalCase(name)).join("Or")) + suffix,
    schema: {
      description: status === "default" ? "Any other error" : [...new Set(definitions.map(({ title }) => title))].join(", or: "),
      content,
      ...Object.keys(headers).length > 0 && { headers }
    }
  };
}
function uniteSchemas(schemas) {
  const byTitle = new Map(schemas.map((schema) => [schema.title, schema]));
  return byTitle.size === 1 ? schemas[0] : { oneOf: [...byTitle.values()] };
}
const headerTexts = {
  "WWW-Authenticate": "How to authenticate",
  "Proxy-Authenticate": "How to authenticate to the proxy",
  Allow: "Methods of the resource, separated by commas",
  Accept: "Media types that the resource takes",
  "Content-Range": "Size of the representation, as in bytes */1000",
  Upgrade: "Protocols to change to",
  "Retry-After": "Seconds, or a date, after which to try again",
  Link: 'Who blocks the resource, with rel="blocked-by"'
};
function describeHeaders(definitions) {
  const names = definitions.flatMap((definition) => {
    const { header } = definitionOf(definition.statusCode);
    const own = definition.isOwn === true ? definition.headerNames : [definition.header];
    return [header, ...own];
  });
  const headers = {};
  for (const name of names) {
    if (name === void 0 || Object.keys(headers).some((known) => known.toLowerCase() === name.toLowerCase())) continue;
    headers[name] = { type: "string", description: headerTexts[name] ?? name };
  }
  return headers;
}
function mediaType({ contentType }) {
  return contentType.replace(/;.*$/s, "").trim();
}
function withResponses(schema, responses) {
  const own = schema?.response;
  const added = [...responses].filter(([status]) => own === void 0 || !Object.hasOwn(own, status));
  return {
    ...schema,
    response: {
      ...own ?? plainSuccess,
      ...Object.fromEntries(added.map(([status, { schema: schema2 }]) => [status, withoutFragile(schema2)]))
    }
  };
}
const plainSuccess = { 200: { type: "null", description: "Default Response" } };
const FRAGILE = /"(?:type":\[|const":|nullable":|patternProperties":|definitions":|contentEncoding":|\$)/;
function withoutFragile(response) {
  const content = Object.entries(response.content).map(([type, { schema, examples }]) => [type, FRAGILE.test(JSON.stringify(examples)) ? { schema } : { schema, examples }]);
  return { ...response, content: Object.fromEntries(content) };
}
export {
  buildRouteDocuments,
  withResponses
};
