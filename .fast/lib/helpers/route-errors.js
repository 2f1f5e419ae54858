import { FST_ERR_REPLIES_INVALID_ROUTE } from "../util/boot-errors.js";
import { isErrorFactory } from "../error/registered-errors.js";
import { isDeclarable } from "./factories.js";
import { kDeclared, kDefinition } from "../error/symbols.js";
function readRouteErrors(route) {
  const { errors } = route;
  if (errors === void 0 || errors === false) return;
  if (!Array.isArray(errors) || !errors.every(isDeclarable)) {
    throw FST_ERR_REPLIES_INVALID_ROUTE(`${String(route.method)} ${route.url}`, String(errors));
  }
  for (const factory of errors) if (isErrorFactory(factory)) factory[kDefinition].compile();
}
function keepDeclared(route) {
  if (route.errors === false) return;
  const codes = new Set((route.errors ?? []).map(({ [kDefinition]: { code } }) => code));
  route.config = { ...route.config, [kDeclared]: codes };
}
export {
  keepDeclared,
  readRouteErrors
};
