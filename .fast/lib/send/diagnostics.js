import { channel } from "node:diagnostics_channel";
import { isClientGone } from "../http/client-gone.js";
import { readProperty } from "../util/read-property.js";
const replies = channel("fastify-error-replies.reply");
function publishReply({ statusCode, code }, format, thrown, request) {
  if (!replies.hasSubscribers || request !== void 0 && isClientGone(request)) return;
  const message = { statusCode, code, format: format.name, route: readRoute(request), error: thrown, request };
  replies.publish(message);
}
function readRoute(request) {
  const url = readProperty(readProperty(request, "routeOptions"), "url");
  return typeof url === "string" ? url : void 0;
}
export {
  publishReply
};
