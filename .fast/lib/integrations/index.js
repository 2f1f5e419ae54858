import { errorResponse } from "./bearer-auth.js";
import { errorResponseBuilder } from "./rate-limit.js";
export {
  errorResponse,
  errorResponseBuilder
};
