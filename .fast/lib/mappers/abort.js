import { definitionOf } from "../error/catalog.js";
import { isClientGone } from "../http/client-gone.js";
import { ErrorReply } from "../error/error-reply.js";
import { errors } from "../helpers/index.js";
import { readProperty, readText } from "../util/read-property.js";
const clientClosedRequest = {
  ...definitionOf(400),
  name: "clientClosedRequest",
  statusCode: 499,
  code: "CLIENT_CLOSED_REQUEST",
  title: "Client Closed Request",
  message: "The client closed the connection before the reply was ready."
};
const ABORT_NAMES = ["AbortError", "TimeoutError", "CanceledError"];
function abort(error, request) {
  const isAbort = ABORT_NAMES.includes(readText(error, "name"));
  if (!isAbort && readText(error, "code") !== "ECONNRESET") return void 0;
  if (isClientGone(request)) return new ErrorReply(clientClosedRequest, { cause: error });
  const reason = readProperty(readProperty(request, "signal"), "reason");
  return isAbort && readText(reason, "code") === "FST_ERR_HANDLER_TIMEOUT" ? errors.serviceUnavailable(void 0, { cause: error }) : void 0;
}
export {
  abort
};
