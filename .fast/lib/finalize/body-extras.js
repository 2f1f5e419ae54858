import { noExtras } from "../error/body-extras.js";
import { buildDebug } from "./debug.js";
import { readTraceId } from "./trace-id.js";
function buildExtras(thrown, request, needsRequest, settings) {
  const debug = buildDebug(thrown, request, settings);
  const traceId = settings.traceId === void 0 ? void 0 : readTraceId(settings.traceId, request);
  if (debug === void 0 && traceId === void 0 && !settings.requestId && !needsRequest) return noExtras;
  return { request, debug, requestId: settings.requestId ? String(request.id) : void 0, traceId };
}
export {
  buildExtras
};
