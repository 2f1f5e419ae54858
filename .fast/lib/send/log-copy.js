import { ThrownRecord } from "../error/thrown.js";
import { cutText, MAX_TEXT } from "../util/json-values.js";
import { readNames } from "../util/read-property.js";
const MAX_CAUSES = 5;
const MAX_PROPERTIES = 32;
const SECRET = /auth|cookie|credential|passw|secret|session|token|api[-_]?key/i;
const OWN = /* @__PURE__ */ new Set(["name", "message", "stack", "cause", "__proto__"]);
function copyForLog(value, record = new ThrownRecord(value), depth = 0) {
  if (typeof value !== "object" && typeof value !== "function" || value === null) return cutText(String(value), MAX_TEXT);
  const cause = record.get("cause");
  const copy = Object.create(Error.prototype, {
    // pino asks the constructor for its name before the error for its own
    constructor: { value: void 0 },
    name: { value: readText(record.name) ?? "Object" },
    cause: { value: cause == null || depth === MAX_CAUSES ? void 0 : copyForLog(cause, void 0, depth + 1) }
  });
  copy.message = readText(record.message) ?? "";
  copy.stack = readText(record.get("stack")) ?? "";
  for (const name of readNames(value).slice(0, MAX_PROPERTIES)) {
    const property = SECRET.test(name) || OWN.has(name) ? void 0 : record.get(name);
    if (typeof property === "string") copy[name] = cutText(property, MAX_TEXT);
    else if (typeof property === "number" || typeof property === "boolean") copy[name] = property;
  }
  return copy;
}
function readText(text) {
  return typeof text === "string" ? cutText(text, MAX_TEXT) : void 0;
}
export {
  copyForLog
};
