import { isChallenge } from "../http/header-values.js";
import { resolveOAuth2 } from "../oauth2/settings.js";
import { checkBoolean, checkFunction, checkList, invalid } from "../util/check-option.js";
const finalizeDefaults = {
  strictErrors: false,
  challenge: 'Bearer realm="api"',
  debug: false,
  requestId: false,
  traceId: void 0,
  messages: void 0,
  redact: [],
  oauth2: {}
};
function resolveFinalizeOptions(options) {
  const { strictErrors, challenge, debug, requestId, traceId, messages, redact, oauth2 } = { ...finalizeDefaults, ...options };
  if (!["warn", "error", false].includes(strictErrors)) invalid("strictErrors", "warn, error or false", strictErrors);
  if (!isChallenge(challenge)) invalid("challenge", 'a challenge such as Bearer realm="api"', challenge);
  if (typeof debug !== "boolean") checkFunction("debug", "a boolean or a synchronous function", debug);
  checkBoolean("requestId", requestId);
  if (traceId !== void 0) checkFunction("traceId", "a synchronous function", traceId);
  if (messages !== void 0) checkFunction("messages", "a synchronous function", messages);
  checkList("redact", "an array of dotted paths", redact, (path) => typeof path === "string" && path !== "");
  return {
    strictErrors,
    challenge,
    debug,
    requestId,
    traceId,
    messages,
    redact,
    oauth2: resolveOAuth2(oauth2, challenge)
  };
}
export {
  finalizeDefaults,
  resolveFinalizeOptions
};
