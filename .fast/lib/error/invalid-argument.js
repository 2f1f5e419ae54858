import { cutText } from "../util/json-values.js";
function describeInvalid(argument, expected, actual) {
  return `${argument} should be ${expected}, instead got '${describe(actual)}'`;
}
function describe(value) {
  return typeof value === "object" ? Object.prototype.toString.call(value) : cutText(String(value), 64);
}
function readList(name, value, isMember) {
  const members = /* @__PURE__ */ new Set();
  let wrong;
  for (const item of value) {
    if (isMember(item)) members.add(item);
    else wrong ??= describeInvalid(name, "a list of valid names", item);
  }
  return [[...members], wrong];
}
export {
  describeInvalid,
  readList
};
