const unknown = [500, "UNKNOWN_ERROR", "An unknown error has occurred."];
const notFound = [404, "NOT_FOUND", "There is nothing at this address."];
const conflict = [409, "CONFLICT", "Taken."];
const tooLarge = [413, "CONTENT_TOO_LARGE", "The request body is too large."];
const invalid = [400, "INVALID_REQUEST", "Invalid request."];
const unavailable = [503, "SERVICE_UNAVAILABLE", "The service is unavailable. Try again later."];
const badGateway = [502, "BAD_GATEWAY", "A server behind this one gave an invalid answer."];
const gatewayTimeout = [504, "GATEWAY_TIMEOUT", "A server behind this one did not answer in time."];
const errorHeaders = { "cache-control": "no-store", "x-content-type-options": "nosniff", vary: "Accept" };
function envelope([, code, message, , detail]) {
  return { type: ["Error"], error: { code, message, ...detail === void 0 ? void 0 : { detail } }, debug: {} };
}
function tells(t, { way, statusCode, headers, text }, expected, name = "") {
  const { "content-length": length, ...others } = headers;
  t.strictSame({ statusCode, headers: others, text }, {
    statusCode: expected[0],
    headers: { "content-type": "application/json; charset=utf-8", ...errorHeaders, ...expected[3] },
    text: JSON.stringify(envelope(expected))
  }, `${name} ${way}`);
}
export {
  badGateway,
  conflict,
  envelope,
  errorHeaders,
  gatewayTimeout,
  invalid,
  notFound,
  tells,
  tooLarge,
  unavailable,
  unknown
};
