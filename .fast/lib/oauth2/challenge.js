import { isToken } from "../http/header-values.js";
const MAX_VALUE = 1024;
const MAX_SCHEME = 32;
const SCHEMES = { basic: "Basic", bearer: "Bearer", dpop: "DPoP", digest: "Digest" };
function buildChallenge(scheme, parameters) {
  const list = Object.entries(parameters).filter(([, value]) => value !== void 0).map(([name, value]) => `${name}=${quote(value)}`);
  return `${scheme} ${list.join(", ")}`;
}
function quote(value) {
  return `"${value.slice(0, MAX_VALUE).replace(/[^\x20-\x7e]/gu, "?").replace(/["\\]/g, "\\$&")}"`;
}
function readRealm(challenge) {
  const [, quoted, token] = /[\s,]realm *= *(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/i.exec(challenge) ?? [];
  return quoted?.replace(/\\(.)/g, "$1") ?? token;
}
function schemeOf(request) {
  const { authorization } = request.headers;
  if (authorization === void 0 || authorization === "") return void 0;
  const scheme = authorization.split(" ", 1)[0];
  if (!isToken(scheme) || scheme.length > MAX_SCHEME) return "Basic";
  return SCHEMES[scheme.toLowerCase()] ?? scheme;
}
export {
  buildChallenge,
  readRealm,
  schemeOf
};
