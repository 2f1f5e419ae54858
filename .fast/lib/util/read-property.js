function readProperty(value, name) {
  if (typeof value !== "object" && typeof value !== "function" || value === null) return void 0;
  try {
    return value[name];
  } catch {
    return void 0;
  }
}
function readText(value, name) {
  const text = readProperty(value, name);
  return typeof text === "string" ? text : "";
}
function readNames(value) {
  if (typeof value !== "object" || value === null) return [];
  try {
    return Object.keys(value);
  } catch {
    return [];
  }
}
export {
  readNames,
  readProperty,
  readText
};
