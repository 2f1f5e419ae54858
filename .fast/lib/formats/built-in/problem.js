import serializeProblem from "../generated/problem.js";
import { titleOf } from "../format.js";
import { issueSentence } from "../issue-text.js";
import { kDefaultMessage, kDefinition } from "../../error/symbols.js";
const OWN = /* @__PURE__ */ new Set(["type", "title", "status", "detail", "instance", "code", "errors", "requestId", "traceId", "debug"]);
function problem(settings) {
  const { status = true, type, instance } = settings.problem;
  const typeOf = compileType(type);
  const instanceOf = compileInstance(instance);
  return {
    name: "problem",
    contentType: "application/problem+json; charset=utf-8",
    validationStatusCode: 400,
    needsRequest: typeof type === "function" || instance !== void 0 && instance !== false,
    body(error, { request, debug, requestId, traceId }) {
      const body = {
        type: error[kDefinition].type ?? typeOf(error),
        title: titleOf(error, settings),
        status: status ? error.statusCode : void 0,
        detail: error.issues !== void 0 && error[kDefaultMessage] ? "Request failed validation" : error.message,
        instance: request === void 0 ? void 0 : instanceOf(request),
        code: error.code,
        errors: error.issues?.map(buildIssue),
        requestId,
        traceId,
        debug
      };
      if (error.detail !== void 0) addMembers(body, error.detail);
      if (error.extensions !== void 0) addMembers(body, error.extensions);
      return body;
    },
    serialize: serializeProblem
  };
}
function addMembers(body, members) {
  for (const name of Object.keys(members)) {
    if (!OWN.has(name) && !Object.hasOwn(body, name)) body[name] = members[name];
  }
}
function buildIssue(issue) {
  const member = { title: issue.kind, detail: issueSentence(issue) };
  if (issue.in === "body") member.pointer = fragmentPointer(issue.keys);
  else if (issue.in === "headers") member.header = issue.path;
  else member.parameter = issue.path;
  return member;
}
function fragmentPointer(keys) {
  return "#" + keys.map((key) => "/" + encodeURI(key.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1")).replaceAll("#", "%23")).join("");
}
function compileType(type) {
  if (type === void 0) return () => void 0;
  if (typeof type === "string") return ({ code }) => type + code.toLowerCase().replaceAll("_", "-");
  return type;
}
function compileInstance(instance) {
  if (instance === true) return (request) => request.url.replace(/[?#].*$/s, "");
  return typeof instance === "function" ? instance : () => void 0;
}
export {
  problem
};
