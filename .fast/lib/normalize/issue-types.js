import { readProperty } from "../util/read-property.js";
const parts = { body: "body", querystring: "query", params: "params", headers: "headers" };
function expectedType(params, where, keys, request) {
  return typeText(readProperty(params, "type")) ?? typeText(readProperty(params, "expected")) ?? schemaType(where, keys, request);
}
function receivedType(where, keys, request) {
  let value = readProperty(request, parts[where]);
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return "undefined";
    value = readProperty(value, key);
  }
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
function schemaType(where, keys, request) {
  let schema = readProperty(readProperty(readProperty(request, "routeOptions"), "schema"), where);
  for (const key of keys) {
    const properties = readProperty(schema, "properties");
    schema = typeof properties === "object" && properties !== null && Object.hasOwn(properties, key) ? readProperty(properties, key) : readProperty(schema, "items");
  }
  return typeText(readProperty(schema, "type"));
}
function typeText(type) {
  if (Array.isArray(type)) return type.every((name) => typeof name === "string") ? type.join(" | ") : void 0;
  return typeof type === "string" && type !== "" ? type.includes(",") ? type.replaceAll(",", " | ") : type : void 0;
}
export {
  expectedType,
  receivedType
};
