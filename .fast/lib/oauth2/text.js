const MAX_DESCRIPTION = 500;
function cleanDescription(text) {
  const cleaned = text.slice(0, MAX_DESCRIPTION).replaceAll('"', "'").replaceAll("\\", "/").replace(/[\r\n\t]/g, " ").replace(/[^\x20-\x7e]/gu, "?").trim();
  return cleaned === "" ? void 0 : cleaned;
}
function cleanUri(value) {
  const text = value instanceof URL ? value.href : value;
  if (typeof text !== "string" || text === "" || !isWebReference(text)) return void 0;
  return text.toWellFormed().replace(/[^\x21\x23-\x5b\x5d-\x7e]/gu, encodeURIComponent);
}
function isWebReference(text) {
  const base = "https://relative.invalid";
  return URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol);
}
const NQCHARS = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
const isNqchars = (value) => typeof value === "string" && NQCHARS.test(value);
function readTokens(value) {
  const members = Array.isArray(value) ? value : typeof value === "string" ? value.split(/\s+/).filter((item) => item !== "") : [];
  return members.length > 0 && members.every(isNqchars) ? [...new Set(members)].join(" ") : void 0;
}
export {
  cleanDescription,
  cleanUri,
  isNqchars,
  readTokens
};
