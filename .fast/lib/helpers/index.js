import { buildErrorReply, errors, isDeclarable } from "./factories.js";
import { decorateReply, helperNames } from "./reply-helpers.js";
import { keepDeclared, readRouteErrors } from "./route-errors.js";
export {
  buildErrorReply,
  decorateReply,
  errors,
  helperNames,
  isDeclarable,
  keepDeclared,
  readRouteErrors
};
