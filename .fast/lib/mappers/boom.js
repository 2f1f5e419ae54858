import { definitionOf } from "../error/catalog.js";
import { ErrorReply } from "../error/error-reply.js";
import { forwardHeaders, readErrorStatus } from "../normalize/index.js";
import { cutText, MAX_TEXT } from "../util/json-values.js";
import { readProperty, readText } from "../util/read-property.js";
import { kErrorReplies } from "../error/symbols.js";
import { wreckStatus } from "./wreck.js";
function boom(error, request) {
  if (readProperty(error, "isBoom") !== true) return void 0;
  const output = readProperty(error, "output");
  const statusCode = wreckStatus(error) ?? readErrorStatus(readProperty(output, "statusCode")) ?? 500;
  const isServer = statusCode >= 500 || readProperty(error, "isServer") === true;
  const message = isServer ? "" : readText(readProperty(output, "payload"), "message");
  return new ErrorReply(definitionOf(statusCode), {
    message: message === "" ? void 0 : cutText(message, MAX_TEXT),
    headers: forwardHeaders(readProperty(output, "headers"), statusCode, request.server[kErrorReplies]?.forwardHeaders ?? []),
    cause: error,
    foreign: true
  });
}
export {
  boom
};
