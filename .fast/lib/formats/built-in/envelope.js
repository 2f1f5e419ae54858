import serializeEnvelope from "../generated/envelope.js";
import { kDefinition } from "../../error/symbols.js";
const TYPE = ["Error"];
const NO_DEBUG = Object.freeze({});
function envelope() {
  return {
    name: "envelope",
    contentType: "application/json; charset=utf-8",
    validationStatusCode: 400,
    body: (error, extras) => ({
      type: TYPE,
      error: { code: error.code, message: error.message, detail: buildDetail(error) },
      debug: buildDebugMember(extras)
    }),
    serialize: serializeEnvelope
  };
}
function buildDebugMember({ debug, requestId, traceId }) {
  if (debug === void 0 && requestId === void 0 && traceId === void 0) return NO_DEBUG;
  return { requestId, traceId, ...debug };
}
function buildDetail(error) {
  const { detail, extensions, issues } = error;
  const told = issues === void 0 ? void 0 : describeIssues(error, issues);
  if (extensions === void 0 && told === void 0) return detail;
  if (extensions === void 0 && detail === void 0) return told;
  return { ...extensions, ...detail, ...told };
}
function describeIssues(error, issues) {
  const { name } = error[kDefinition];
  const listed = issues.length > 1 || name === "unprocessableEntity" ? issues.map(({ path, in: where, kind, message }) => ({ path, in: where, kind, message })) : void 0;
  if (name === "invalidBody") return listed === void 0 ? { path: issues[0]?.path } : { path: issues[0]?.path, issues: listed };
  return listed === void 0 ? void 0 : { issues: listed };
}
export {
  envelope
};
