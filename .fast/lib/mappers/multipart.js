import { errors } from "../helpers/index.js";
import { readText } from "../util/read-property.js";
const MALFORMED = /^Multipart: Boundary not found$|(?:^Unexpected|due to unexpected) end of multipart data$/;
function multipart(error) {
  return MALFORMED.test(readText(error, "message")) ? errors.badRequest(void 0, { cause: error }) : void 0;
}
export {
  multipart
};
