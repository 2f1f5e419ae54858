const MAX_TEXT = 4096;
const MAX_KEY = 256;
const MAX_VALUE = 32768;
const MAX_MEMBERS = 256;
const DROPPED = /* @__PURE__ */ new Set(["__proto__", "constructor", "prototype", "toJSON"]);
function cutText(text, max) {
  return text.length <= max ? text : text.slice(0, max - 1) + "\u2026";
}
function toJsonMembers(members) {
  const copy = {};
  let count = 0;
  for (const key of Object.keys(members)) {
    if (DROPPED.has(key)) continue;
    if (++count > MAX_MEMBERS) break;
    copy[cutText(key, MAX_KEY)] = readJsonValue(members, key);
  }
  return copy;
}
function readJsonValue(members, key) {
  try {
    return toJsonValue(members[key]);
  } catch {
    return null;
  }
}
function toJsonValue(value) {
  switch (typeof value) {
    case "string":
      return cutText(value, MAX_VALUE);
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : null;
    default:
      return value === null ? null : copyThroughJson(value);
  }
}
function copyThroughJson(value) {
  try {
    const text = JSON.stringify(value, replaceBigInt);
    return text === void 0 || text.length > MAX_VALUE ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
function replaceBigInt(_key, value) {
  return typeof value === "bigint" ? String(value) : value;
}
export {
  MAX_KEY,
  MAX_TEXT,
  cutText,
  toJsonMembers,
  toJsonValue
};
