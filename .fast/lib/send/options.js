import { loggedStatus } from "../error/error-reply.js";
import { checkFunction, invalid, isObject } from "../util/check-option.js";
const sendDefaults = {
  log: { "4xx": "info", "5xx": "error" }
};
const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
function isLogLevel(value) {
  return logLevels.includes(value);
}
function resolveSendOptions({ log = sendDefaults.log }) {
  if (typeof log === "function") {
    checkFunction("log", "levels by status or a synchronous function", log);
    return { logLevel: log };
  }
  if (!isObject(log)) invalid("log", "levels by status or a synchronous function", log);
  for (const [status, level] of Object.entries(log)) {
    if (!/^[45](?:\d\d|xx)$/.test(status)) invalid("log", "levels by a status such as 404 or a class such as 4xx", status);
    if (!isLogLevel(level)) invalid(`log.${status}`, `one of ${logLevels.join(", ")}`, level);
  }
  const clientErrors = log["4xx"] ?? sendDefaults.log["4xx"];
  const serverErrors = log["5xx"] ?? sendDefaults.log["5xx"];
  return { logLevel: (error) => log[loggedStatus(error)] ?? (loggedStatus(error) < 500 ? clientErrors : serverErrors) };
}
export {
  isLogLevel,
  resolveSendOptions,
  sendDefaults
};
