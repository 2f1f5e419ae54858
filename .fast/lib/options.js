import { resolveDefinitions } from "./error/registered-errors.js";
import { finalizeDefaults, resolveFinalizeOptions } from "./finalize/options.js";
import { formatDefaults, resolveFormatOptions } from "./formats/options.js";
import { normalizeDefaults, resolveNormalizeOptions } from "./normalize/options.js";
import { resolveSendOptions, sendDefaults } from "./send/options.js";
import { resolveServerOptions, serverDefaults } from "./server/options.js";
import { checkNames, withoutUndefined } from "./util/check-option.js";
const defaultOptions = {
  ...formatDefaults,
  ...normalizeDefaults,
  errors: [],
  ...finalizeDefaults,
  ...sendDefaults,
  ...serverDefaults
};
const fastifyOptions = ["prefix", "logLevel", "logSerializers"];
function resolveOptions(options = {}) {
  checkNames("", options, Object.keys(defaultOptions), fastifyOptions);
  const given = withoutUndefined(options);
  return {
    ...resolveNormalizeOptions(given),
    ...resolveFinalizeOptions(given),
    ...resolveSendOptions(given),
    ...resolveServerOptions(given),
    ...resolveFormatOptions(given),
    errors: resolveDefinitions(given.errors ?? [])
  };
}
export {
  defaultOptions,
  resolveOptions
};
