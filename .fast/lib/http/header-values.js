import { validateHeaderValue } from "node:http";
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const MEDIA_RANGE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:[ \t]*;[^,\p{Cc}]*)?$/u;
const PROTOCOL = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+)?$/;
const CHALLENGE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?: +[\x21-\x7e][\x20-\x7e]*)?$/;
const isToken = (value) => typeof value === "string" && TOKEN.test(value);
const isMediaRange = (value) => typeof value === "string" && MEDIA_RANGE.test(value);
const isProtocol = (value) => typeof value === "string" && PROTOCOL.test(value);
const isChallenge = (value) => typeof value === "string" && CHALLENGE.test(value);
const TEXT = /^[\x21-\x7e](?:[\x20-\x7e]{0,254}[\x21-\x7e])?$/;
const isHeaderText = (value) => typeof value === "string" && TEXT.test(value);
function isHeaderValue(name, value) {
  try {
    validateHeaderValue(name, value);
    return typeof value === "string";
  } catch {
    return false;
  }
}
function formatRetryAfter(retryAfter) {
  if (retryAfter instanceof Date) {
    return Number.isNaN(retryAfter.getTime()) ? void 0 : retryAfter.toUTCString();
  }
  if (!Number.isFinite(retryAfter)) return void 0;
  return String(Math.min(Math.max(Math.ceil(retryAfter), 0), Number.MAX_SAFE_INTEGER));
}
export {
  formatRetryAfter,
  isChallenge,
  isHeaderText,
  isHeaderValue,
  isMediaRange,
  isProtocol,
  isToken
};
