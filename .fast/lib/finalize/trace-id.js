import { MAX_KEY } from "../util/json-values.js";
import { reportOnce } from "../util/report-failure.js";
const NO_TRACE = "0".repeat(32);
function readTraceId(read, request) {
  try {
    const id = read(request);
    if (id === void 0 || id === NO_TRACE) return void 0;
    if (typeof id === "string" && id !== "" && id.length <= MAX_KEY) return id;
    if (id instanceof Promise) id.catch(() => {
    });
    reportOnce(read, request.log, `traceId option should return a text of 1 to ${MAX_KEY} characters or undefined, its answer is ignored`);
  } catch (failure) {
    reportOnce(read, request.log, "traceId option failed", failure);
  }
  return void 0;
}
export {
  readTraceId
};
