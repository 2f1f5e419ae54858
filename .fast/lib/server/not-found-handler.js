import { buildNotFoundReply } from "../normalize/index.js";
function buildNotFoundHandler(options, handle) {
  return function notFoundHandler(request, reply) {
    handle(buildNotFoundReply(request, options), request, reply);
  };
}
export {
  buildNotFoundHandler
};
