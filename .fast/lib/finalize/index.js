import { buildExtras } from "./body-extras.js";
import { finalize } from "./finalize.js";
import { finalizeDefaults, resolveFinalizeOptions } from "./options.js";
import { requiredHeaders } from "./required-headers.js";
import { enforceDeclared } from "./strict-errors.js";
export {
  buildExtras,
  enforceDeclared,
  finalize,
  finalizeDefaults,
  requiredHeaders,
  resolveFinalizeOptions
};
