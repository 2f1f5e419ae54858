import { errors } from "../helpers/index.js";
import { sentField } from "./sent-field.js";
const RETRY_AFTER = 1;
function buildDuplicateReply(request, columns, cause) {
  const conflictField = sentField(request, columns);
  return errors.conflict("Another entry has this value already.", {
    detail: conflictField === void 0 ? void 0 : { conflictField },
    cause
  });
}
function buildRefusedReply(request, columns, cause) {
  const field = sentField(request, columns);
  return field === void 0 ? errors.unprocessableEntity(void 0, { cause }) : errors.unprocessableEntity({ [field]: ["is invalid"] }, void 0, { cause });
}
function buildRetryReply(cause) {
  return errors.serviceUnavailable(RETRY_AFTER, void 0, { cause });
}
export {
  buildDuplicateReply,
  buildRefusedReply,
  buildRetryReply
};
