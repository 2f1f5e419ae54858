import { PartRequest } from "./part-request.js";
import { PartResponse } from "./part-response.js";
function runPart(fastify, parts, limits, connection) {
  return new Promise((resolve) => {
    const request = new PartRequest(parts, connection.socket);
    const response = new PartResponse(request, limits.resultLimit, (end) => {
      clearTimeout(timer);
      resolve(end === "finished" ? { statusCode: response.statusCode, headers: response.getHeaders(), rawPayload: response.rawPayload } : end);
    });
    const abort = (failure) => {
      resolve(failure);
      request.aborted = true;
      response.destroy();
    };
    const timer = setTimeout(abort, limits.timeout, "timeout");
    connection.onClose = () => {
      clearTimeout(timer);
      abort("aborted");
    };
    fastify.routing(request, response);
  });
}
export {
  runPart
};
