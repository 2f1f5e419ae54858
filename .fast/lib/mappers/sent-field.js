import { cutText, MAX_KEY } from "../util/json-values.js";
const MAX_FIELDS = 256;
function sentField(request, columns) {
  const fields = listFields(request.body);
  for (const column of columns) {
    if (typeof column !== "string" || column === "") continue;
    const name = fold(column);
    const field = fields.find((candidate) => fold(candidate) === name);
    if (field !== void 0) return field;
  }
  return void 0;
}
function listFields(body) {
  if (typeof body !== "object" || body === null || Array.isArray(body) || ArrayBuffer.isView(body)) return [];
  try {
    return Object.keys(body).slice(0, MAX_FIELDS).filter((field) => field.length <= MAX_KEY);
  } catch {
    return [];
  }
}
function fold(name) {
  return cutText(name, MAX_KEY).replaceAll("_", "").toLowerCase();
}
export {
  sentField
};
