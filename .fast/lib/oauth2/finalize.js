import { withStatus } from "../error/catalog.js";
import { buildChallenge, schemeOf } from "./challenge.js";
import { changeReply } from "../error/error-reply.js";
import { buildLocation, encodeFormValue, encodeState } from "./redirect.js";
import { cleanDescription } from "./text.js";
import { readProperty } from "../util/read-property.js";
import { kDefaultMessage, kDefinition } from "../error/symbols.js";
function finalizeOAuth2(error, oauth2, request, settings) {
  switch (oauth2.kind) {
    case "answer":
      return finalizeAnswer(error, oauth2, request, settings);
    case "redirect":
      return finalizeRedirect(error, oauth2, request, settings);
    case "challenge":
      return finalizeChallenge(error, oauth2, request, settings);
  }
}
function finalizeAnswer(error, { error: code, hasStatus }, request, settings) {
  const scheme = schemeOf(request);
  const statusCode = code === "invalid_client" && !hasStatus ? scheme === void 0 ? settings.invalidClientStatusCode : 401 : error.statusCode;
  if (statusCode !== 401) return error;
  const challenge = error.headers?.["www-authenticate"] ?? buildChallenge(scheme ?? "Basic", { realm: settings.realm });
  return changeReply(error, { headers: { ...error.headers, "www-authenticate": challenge } }, withStatus(error[kDefinition], statusCode));
}
function finalizeRedirect(error, oauth2, request, settings) {
  const location = buildLocation(oauth2.registeredUri, {
    error: encodeFormValue(oauth2.error),
    error_description: encodeFormValue(describe(error)),
    error_uri: encodeFormValue(oauth2.uri),
    state: encodeState(oauth2.state, request.raw.url),
    iss: encodeFormValue(oauth2.issuer ?? settings.issuer)
  }, oauth2.mode);
  return changeReply(error, { headers: { ...error.headers, location, "referrer-policy": "no-referrer" } });
}
function finalizeChallenge(error, oauth2, request, settings) {
  const told = schemeTold(oauth2, request);
  const lines = oauth2.schemes.map((scheme) => buildChallenge(scheme, {
    realm: oauth2.realm ?? settings.realm,
    error: scheme === told ? oauth2.error : void 0,
    error_description: scheme === told && oauth2.error !== void 0 ? describe(error) : void 0,
    error_uri: scheme === told && oauth2.error !== void 0 ? oauth2.uri : void 0,
    ...oauth2.parameters,
    algs: scheme.toLowerCase() === "dpop" ? oauth2.algs : void 0
  }));
  const all = lines.concat(error.headers?.["www-authenticate"] ?? []);
  const headers = { ...error.headers, "www-authenticate": all.length === 1 ? all[0] : all };
  if (told !== void 0) return changeReply(error, { headers });
  return changeReply(error, {
    headers,
    oauth2: { ...oauth2, error: void 0, uri: void 0 },
    ...error.statusCode === 401 ? { message: void 0, customMessage: void 0 } : void 0
  });
}
function schemeTold({ schemes, credentials }, request) {
  if (credentials === false) return void 0;
  const find = (name) => schemes.find((scheme) => scheme.toLowerCase() === name);
  return find(schemeOf(request)?.toLowerCase()) ?? (hasTokenParameter(request) ? find("bearer") : void 0) ?? (credentials === true ? schemes[0] : void 0);
}
function hasTokenParameter({ query, body }) {
  return readProperty(query, "access_token") !== void 0 || readProperty(body, "access_token") !== void 0;
}
function describe(error) {
  return error[kDefaultMessage] ? void 0 : cleanDescription(error.message);
}
export {
  finalizeOAuth2
};
