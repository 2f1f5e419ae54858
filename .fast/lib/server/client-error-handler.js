import { errors } from "../helpers/index.js";
import { buildRaw } from "../pipeline.js";
import { serializeRawReply } from "../send/index.js";
import { readProperty } from "../util/read-property.js";
const LINGER = 500;
const handled = /* @__PURE__ */ new WeakSet();
function handleClientError(error, socket, log, options) {
  try {
    const reason = readProperty(error, "code");
    if (reason === "ECONNRESET" || socket.destroyed || handled.has(socket)) return;
    handled.add(socket);
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const reply = buildRaw(replyFor(reason), { thrown: error, log, reason }, options);
    respond(socket, serializeRawReply(reply), reply.publish);
  } catch {
    socket.destroy();
  }
}
function replyFor(reason) {
  switch (reason) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return errors.requestTimeout();
    case "HPE_HEADER_OVERFLOW":
      return errors.requestHeaderFieldsTooLarge();
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return errors.payloadTooLarge();
    default:
      return errors.badRequest();
  }
}
function respond(socket, text, onSend) {
  if (socket.destroyed || !socket.writable) return;
  const response = responseInFlight(socket);
  if (response?.req.complete) {
    response.once("close", () => respond(socket, text, onSend));
  } else if (response?.headersSent) {
    socket.destroySoon();
  } else {
    const timer = setTimeout(() => socket.destroy(), LINGER);
    socket.once("close", () => clearTimeout(timer));
    onSend();
    socket.end(text);
  }
}
function responseInFlight(socket) {
  return socket._httpMessage ?? void 0;
}
export {
  handleClientError
};
