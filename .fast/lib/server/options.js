import { checkBoolean } from "../util/check-option.js";
const serverDefaults = {
  notFound: true,
  sensible: true,
  openapi: true
};
function resolveServerOptions(options) {
  const { notFound, sensible, openapi } = { ...serverDefaults, ...options };
  checkBoolean("notFound", notFound);
  checkBoolean("sensible", sensible);
  checkBoolean("openapi", openapi);
  return { notFound, sensible, openapi };
}
export {
  resolveServerOptions,
  serverDefaults
};
