import { readProperty, readText } from "../util/read-property.js";
import { readPath } from "./cause-chain.js";
function wreckStatus(error) {
  if (readProperty(error, "isBoom") !== true) return void 0;
  if (readText(error, "message") === "Client request timeout") return 504;
  if (readPath(error, "data", "isResponseError") === true) return 502;
  if (typeof readPath(error, "data", "res", "httpVersion") !== "string") return void 0;
  return readPath(error, "output", "statusCode") === 408 ? 504 : 502;
}
export {
  wreckStatus
};
