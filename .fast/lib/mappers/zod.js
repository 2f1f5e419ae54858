import { readProperty, readText } from "../util/read-property.js";
import { kErrorReplies } from "../error/symbols.js";
import { buildValidationReply } from "../normalize/index.js";
function zod(error, request) {
  const name = readText(error, "name");
  if (name !== "ZodError" && name !== "$ZodError") return void 0;
  const failures = readProperty(error, "issues");
  if (!Array.isArray(failures) || readProperty(error, "validationContext") !== void 0) return void 0;
  const options = request.server[kErrorReplies];
  return buildValidationReply({
    where: "body",
    failures: failures.map(toFailure),
    cause: error,
    statusCode: options?.validationStatusCode ?? options?.formats.default.validationStatusCode ?? 400,
    maxIssues: options?.maxIssues ?? 50
  }, request);
}
function toFailure(issue) {
  const path = readProperty(issue, "path");
  const values = readProperty(issue, "values");
  const isLiteral = Array.isArray(values) && values.length === 1;
  const code = readText(issue, "code");
  return {
    keyword: code === "invalid_value" && isLiteral ? "invalid_literal" : code,
    instancePath: Array.isArray(path) ? path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("") : "",
    message: readText(issue, "message"),
    params: issue
  };
}
export {
  zod
};
