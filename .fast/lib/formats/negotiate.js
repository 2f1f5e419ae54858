import { createRequire } from "node:module";
const require2 = createRequire(import.meta.url);
const MAX_ACCEPT = 1024;
const MAX_CACHED = 256;
function compileNegotiation(formats) {
  const [first] = formats;
  const byType = new Map([...formats].reverse().map((format) => [format.contentType, format]));
  const types = [...new Set(formats.map(({ contentType }) => contentType))];
  const cache = /* @__PURE__ */ new Map();
  return function negotiate(accept) {
    if (accept === void 0 || accept.length > MAX_ACCEPT) return first;
    let format = cache.get(accept);
    if (format === void 0) {
      format = byType.get(preferredType(accept, types) ?? "") ?? first;
      if (cache.size === MAX_CACHED) cache.clear();
      cache.set(accept, format);
    }
    return format;
  };
}
function preferredType(accept, types) {
  try {
    const Negotiation = require2("negotiator");
    return new Negotiation({ headers: { accept } }).mediaType(types);
  } catch {
    return void 0;
  }
}
export {
  compileNegotiation
};
