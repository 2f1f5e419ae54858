import { isHeaderText } from "../http/header-values.js";
import { checkBoolean, checkFunction, checkNames, invalid, isObject } from "../util/check-option.js";
import { resolveFormats } from "./registry.js";
const formatDefaults = {
  format: "envelope",
  negotiate: ["problem"],
  phrases: {},
  problem: {},
  description: {}
};
function resolveFormatOptions(options) {
  const { format, negotiate, phrases, problem, description } = { ...formatDefaults, ...options };
  return {
    formats: resolveFormats(format, negotiate, {
      phrase: resolvePhrases(phrases),
      problem: resolveProblem(problem),
      description: resolveDescription(description)
    })
  };
}
function resolvePhrases(phrases) {
  if (!isObject(phrases)) invalid("phrases", "phrases by status", phrases);
  for (const [status, phrase] of Object.entries(phrases)) {
    if (!/^[45]\d\d$/.test(status)) invalid("phrases", "phrases by a status from 400 to 599", status);
    if (!isHeaderText(phrase)) invalid(`phrases.${status}`, "a short text", phrase);
  }
  return (statusCode) => phrases[statusCode];
}
function resolveProblem(problem) {
  checkNames("problem", problem, ["status", "type", "instance"]);
  const { status, type, instance } = problem;
  if (status !== void 0) checkBoolean("problem.status", status);
  if (type !== void 0 && !(typeof type === "string" && (type.startsWith("/") || URL.canParse(type)))) {
    checkFunction("problem.type", "an absolute URI, a full path or a synchronous function", type);
  }
  if (instance !== void 0 && typeof instance !== "boolean") checkFunction("problem.instance", "a boolean or a synchronous function", instance);
  return problem;
}
function resolveDescription(description) {
  checkNames("description", description, ["message"]);
  const { message } = description;
  const styles = ["status-and-phrase", "status", "phrase"];
  if (message !== void 0 && !styles.includes(message)) invalid("description.message", `one of ${styles.join(", ")}`, message);
  return description;
}
export {
  formatDefaults,
  resolveFormatOptions
};
