import { invalid } from "../util/check-option.js";
import { compileFormat } from "./compile-format.js";
import { builtInFormats } from "./built-in/index.js";
import { compileNegotiation } from "./negotiate.js";
function resolveFormats(format, negotiate, settings) {
  const compiled = /* @__PURE__ */ new Map();
  if (!Array.isArray(negotiate)) invalid("negotiate", "an array of formats", negotiate);
  function byName(name) {
    const known = compiled.get(name);
    if (known !== void 0 || !isBuiltIn(name)) return known;
    const compiledNow = compileFormat(builtInFormats[name](settings));
    compiled.set(name, compiledNow);
    return compiledNow;
  }
  function resolve(option, value) {
    if (typeof value === "string" && isBuiltIn(value)) return byName(value);
    if (!isDefinition(value) || isBuiltIn(value.name)) {
      invalid(option, `one of ${Object.keys(builtInFormats).join(", ")} or what defineFormat returns under another name`, value);
    }
    const own = compileFormat(value.compile());
    compiled.set(value.name, own);
    return own;
  }
  const first = resolve("format", format);
  const enabled = [.../* @__PURE__ */ new Set([first, ...negotiate.map((value) => resolve("negotiate", value))])];
  return {
    default: first,
    enabled,
    negotiated: enabled.length > 1,
    negotiate: compileNegotiation(enabled),
    names: [.../* @__PURE__ */ new Set([...Object.keys(builtInFormats), ...compiled.keys()])],
    byName
  };
}
function isBuiltIn(name) {
  return Object.hasOwn(builtInFormats, name);
}
function isDefinition(value) {
  return typeof value === "object" && value !== null && typeof value.compile === "function";
}
export {
  resolveFormats
};
