import { forwardHeaders, readErrorStatus } from "./foreign-error.js";
import { issueKind } from "./issues.js";
import { normalize } from "./normalize.js";
import { buildNotFoundReply } from "./not-found.js";
import { normalizeDefaults, resolveNormalizeOptions } from "./options.js";
import { buildValidationReply } from "./validation.js";
export {
  buildNotFoundReply,
  buildValidationReply,
  forwardHeaders,
  issueKind,
  normalize,
  normalizeDefaults,
  readErrorStatus,
  resolveNormalizeOptions
};
