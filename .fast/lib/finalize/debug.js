import { readCauses } from "../error/thrown.js";
import { cutText, MAX_TEXT } from "../util/json-values.js";
function buildDebug(thrown, request, { debug }) {
  if (debug === false || !isDebugged(debug, request)) return void 0;
  return { ...describe(thrown), causes: readCauses(thrown).map(describe) };
}
function isDebugged(debug, request) {
  try {
    return debug === true || typeof debug === "function" && debug(request) === true;
  } catch {
    return false;
  }
}
function describe(record) {
  const { name, message, value } = record;
  const stack = record.get("stack");
  return {
    name: typeof name === "string" ? cutText(name, MAX_TEXT) : typeof value,
    message: typeof message === "string" ? cutText(message, MAX_TEXT) : "",
    stack: typeof stack === "string" ? cutText(stack, MAX_TEXT).split("\n").slice(1).map((line) => line.trim()) : []
  };
}
export {
  buildDebug
};
