import { errors } from "../helpers/index.js";
import { readProperty } from "../util/read-property.js";
function errorResponseBuilder(_request, context) {
  if (readProperty(context, "ban") === true) return errors.forbidden();
  return errors.tooManyRequests(Number(readProperty(context, "ttl")) / 1e3);
}
export {
  errorResponseBuilder
};
