import serializeFields from "../generated/fields.js";
function fields() {
  return {
    name: "fields",
    contentType: "application/json; charset=utf-8",
    validationStatusCode: 422,
    body: (error, { debug, requestId, traceId }) => ({
      message: error.message,
      errors: buildErrors(error),
      requestId,
      traceId,
      debug
    }),
    serialize: serializeFields
  };
}
function buildErrors({ issues, detail, message }) {
  if (issues === void 0) {
    const field = detail?.["conflictField"];
    return typeof field === "string" && field !== "" ? { [field]: [message] } : void 0;
  }
  const errors = /* @__PURE__ */ Object.create(null);
  for (const issue of issues) (errors[issue.path === "" ? "base" : issue.path] ??= []).push(issue.message);
  return errors;
}
export {
  fields
};
