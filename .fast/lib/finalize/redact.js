const REDACTED = "[redacted]";
function redactDetail(detail, redact) {
  let result = detail;
  const field = detail["conflictField"];
  if (typeof field === "string" && redact.some((path) => field === path || field.startsWith(`${path}.`))) {
    result = { ...detail, originalValue: REDACTED, newValue: REDACTED };
  }
  for (const path of redact) result = redactPath(result, path.split("."), 0);
  return result;
}
function redactPath(value, keys, depth) {
  const key = keys[depth];
  if (key === void 0) return REDACTED;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return value;
  const member = value[key];
  const redacted = redactPath(member, keys, depth + 1);
  if (redacted === member) return value;
  return Array.isArray(value) ? value.with(Number(key), redacted) : { ...value, [key]: redacted };
}
export {
  redactDetail
};
