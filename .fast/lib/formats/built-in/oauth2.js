import serializeOAuth2 from "../generated/oauth2.js";
import { issueSentence } from "../issue-text.js";
import { cleanDescription } from "../../oauth2/text.js";
import { kDefaultMessage, kOAuth2 } from "../../error/symbols.js";
function oauth2() {
  return {
    name: "oauth2",
    contentType: "application/json; charset=utf-8",
    headers: { pragma: "no-cache" },
    // RFC 6749 section 5.1
    validationStatusCode: 400,
    body: (error, { debug, requestId, traceId }) => ({
      error: error[kOAuth2]?.error ?? errorCode(error.statusCode),
      error_description: cleanDescription(describe(error)),
      error_uri: error[kOAuth2]?.uri,
      request_id: requestId,
      trace_id: traceId,
      debug
    }),
    serialize: serializeOAuth2
  };
}
function describe(error) {
  const { message, issues } = error;
  if (error[kOAuth2]?.kind === "answer" && error[kDefaultMessage]) return "";
  const [issue] = issues ?? [];
  return issue === void 0 ? message : `${message} ${issueSentence(issue).replaceAll("`", "")}`;
}
function errorCode(statusCode) {
  switch (statusCode) {
    case 401:
      return "invalid_client";
    case 403:
      return "access_denied";
    case 429:
    case 503:
      return "temporarily_unavailable";
    default:
      return statusCode < 500 ? "invalid_request" : "server_error";
  }
}
export {
  oauth2
};
