const notFound = {
  statusCode: 404,
  line: { code: "NOT_FOUND", message: "There is nothing at this address." },
  body: '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}'
};
const conflict = {
  statusCode: 409,
  line: { code: "CONFLICT", message: "Update conflict. Resolve the conflict and try again." },
  body: '{"type":["Error"],"error":{"code":"CONFLICT","message":"Update conflict. Resolve the conflict and try again.","detail":{"conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}},"debug":{}}'
};
const conflictProblem = {
  statusCode: 409,
  line: { code: "CONFLICT", message: "Update conflict. Resolve the conflict and try again." },
  contentType: "application/problem+json; charset=utf-8",
  body: '{"title":"Conflict","status":409,"detail":"Update conflict. Resolve the conflict and try again.","code":"CONFLICT","conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}'
};
const unknownError = {
  statusCode: 500,
  line: { code: "UNKNOWN_ERROR", message: "An unknown error has occurred." },
  body: '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}'
};
const conflictValues = ["meta.updated", "2015-11-21T12:34:45Z", "2015-11-21T12:45:56Z"];
export {
  conflict,
  conflictProblem,
  conflictValues,
  notFound,
  unknownError
};
