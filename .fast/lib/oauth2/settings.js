import { invalid, checkNames } from "../util/check-option.js";
import { readRealm } from "./challenge.js";
function resolveOAuth2(oauth2, challenge) {
  checkNames("oauth2", oauth2, ["issuer", "invalidClientStatusCode"]);
  const { issuer, invalidClientStatusCode = 400 } = oauth2;
  if (issuer !== void 0 && !isIssuer(issuer)) invalid("oauth2.issuer", "an absolute URL without query and fragment", issuer);
  if (invalidClientStatusCode !== 400 && invalidClientStatusCode !== 401) {
    invalid("oauth2.invalidClientStatusCode", "400 or 401", invalidClientStatusCode);
  }
  return { issuer, invalidClientStatusCode, realm: readRealm(challenge) ?? "api" };
}
function isIssuer(value) {
  return typeof value === "string" && /^https?:\/\/[\x21-\x7e]+$/.test(value) && !/[?#]/.test(value) && URL.canParse(value);
}
export {
  isIssuer,
  resolveOAuth2
};
