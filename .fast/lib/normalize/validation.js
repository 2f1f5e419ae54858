import { definitionNamed, definitionOf, withStatus } from "../error/catalog.js";
import { ErrorReply } from "../error/error-reply.js";
import { readIssues } from "./issues.js";
const invalidBody = definitionNamed("invalidBody");
const invalidParameter = definitionNamed("invalidParameter");
const locations = ["body", "querystring", "params", "headers"];
function isIssueLocation(value) {
  return locations.includes(value);
}
function buildValidationReply({ where, failures, cause, statusCode, code, maxIssues }, request) {
  const issues = readIssues(where, failures, maxIssues, request);
  const { path: name } = issues[0];
  const isParameter = where === "querystring" || where === "params";
  return new ErrorReply(withStatus(definitionFor(where), statusCode), {
    message: isParameter && name !== "" ? `Invalid parameter value for ${name}.` : void 0,
    code,
    issues,
    cause,
    foreign: true
  });
}
function definitionFor(where) {
  switch (where) {
    case "body":
      return invalidBody;
    case "headers":
      return definitionOf(400);
    default:
      return invalidParameter;
  }
}
export {
  buildValidationReply,
  isIssueLocation
};
