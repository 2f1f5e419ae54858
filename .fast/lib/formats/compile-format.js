import { noExtras } from "../error/body-extras.js";
import { kDefaultMessage, kDefinition, kForeign, kOAuth2 } from "../error/symbols.js";
function compileFormat(format) {
  const own = /* @__PURE__ */ new WeakMap();
  const foreign = /* @__PURE__ */ new WeakMap();
  function render(error, extras) {
    if (extras !== noExtras || !isConstant(error)) return format.serialize(format.body(error, extras));
    const definition = error[kDefinition];
    const bodies = error[kForeign] ? foreign : own;
    let body = bodies.get(definition);
    if (body === void 0) {
      body = format.serialize(format.body(error, noExtras));
      bodies.set(definition, body);
    }
    return body;
  }
  return { ...format, render };
}
function isConstant(error) {
  const definition = error[kDefinition];
  return error.detail === void 0 && error.issues === void 0 && error.extensions === void 0 && error.message === definition.message && error.code === definition.code && error[kOAuth2] === void 0 && (error[kDefaultMessage] || definition.isOwn === true);
}
export {
  compileFormat
};
