import { errors } from "../helpers/index.js";
import { readProperty } from "../util/read-property.js";
const MISSING = "FST_BEARER_AUTH_MISSING_AUTHORIZATION_HEADER";
const INVALID = "FST_BEARER_AUTH_INVALID_AUTHORIZATION_HEADER";
function errorResponse(error) {
  return toReply(error);
}
function toReply(error) {
  switch (readProperty(error, "code")) {
    case MISSING:
      return errors.bearerError(void 0, { cause: error });
    case INVALID:
      return errors.bearerError("invalid_token", { cause: error });
    default:
      return error;
  }
}
export {
  errorResponse
};
