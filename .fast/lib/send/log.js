import { isErrorReply, loggedStatus } from "../error/error-reply.js";
import { kInvalidArgument } from "../error/symbols.js";
import { isClientGone } from "../http/client-gone.js";
import { isLogDisabled } from "../util/fastify-internals.js";
import { cutText, MAX_TEXT } from "../util/json-values.js";
import { reportFailure } from "../util/report-failure.js";
import { copyForLog } from "./log-copy.js";
function logReply(error, thrown, request, reply, settings) {
  try {
    if (error[kInvalidArgument] !== void 0) request.log.warn(`fastify-error-replies: ${error[kInvalidArgument]}`);
    if (isLogDisabled(request)) return;
    const level = isClientGone(request) ? "debug" : settings.logLevel(error, request);
    if (level !== "silent") writeLine(level, error, thrown, request, reply);
  } catch (failure) {
    reportFailure(request.log, "warn", "log option failed", failure);
  }
}
function writeLine(level, error, thrown, request, reply) {
  if (loggedStatus(error) < 500) {
    request.log[level]({ res: reply, err: describe(error, thrown) }, error.message);
    return;
  }
  const line = {
    req: request,
    res: reply,
    // Read by a logger that writes the line. V8 makes the text of a stack when it is first read: 28 µs, as much as the
    // whole reply costs, which a server that does not log need not pay (Node 20).
    get err() {
      return isErrorReply(thrown.value) ? copyForLog(error) : copyForLog(thrown.value, thrown);
    }
  };
  request.log[level](line, error.message);
}
function describe(error, thrown) {
  if (error === thrown.value) return { statusCode: error.statusCode, code: error.code, message: error.message };
  return {
    statusCode: error.statusCode,
    code: readText(thrown.code) ?? error.code,
    message: readText(thrown.message) ?? error.message
  };
}
function readText(text) {
  return typeof text === "string" && text !== "" ? cutText(text, MAX_TEXT) : void 0;
}
function logRawReply(error, reason, log, settings) {
  try {
    const level = readRawLevel(error, settings);
    if (level === "silent") return;
    log[level]({ err: { code: error.code, message: error.message, statusCode: error.statusCode }, reason }, error.message);
  } catch {
  }
}
function readRawLevel(error, { logLevel }) {
  try {
    return logLevel(error, void 0);
  } catch {
    return "info";
  }
}
export {
  logRawReply,
  logReply
};
