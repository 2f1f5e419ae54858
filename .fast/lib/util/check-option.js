import { FST_ERR_REPLIES_INVALID_OPTION, FST_ERR_REPLIES_UNKNOWN_OPTION } from "./boot-errors.js";
function checkNames(option, value, names, silent = []) {
  if (!isObject(value)) invalid(option === "" ? "the" : option, "an object", value);
  const prefix = option === "" ? "" : `${option}.`;
  for (const name of Object.keys(value)) {
    if (!names.includes(name) && !silent.includes(name)) {
      throw FST_ERR_REPLIES_UNKNOWN_OPTION(`${prefix}${name}`, names.map((known) => `${prefix}${known}`).join(", "));
    }
  }
}
function checkBoolean(name, value) {
  if (typeof value !== "boolean") invalid(name, "a boolean", value);
}
function checkFunction(name, expected, value) {
  if (typeof value !== "function" || value.constructor.name === "AsyncFunction") invalid(name, expected, value);
}
function checkList(name, expected, value, isMember = () => true) {
  if (!Array.isArray(value) || !value.every(isMember)) invalid(name, expected, value);
}
function isIntegerBetween(value, min, max) {
  return Number.isInteger(value) && value >= min && value <= max;
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function withoutUndefined(options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== void 0));
}
function describeOption(value) {
  if (typeof value === "function") return `${value.constructor.name === "AsyncFunction" ? "async function" : "function"} ${value.name}`.trim();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
function invalid(name, expected, actual) {
  throw FST_ERR_REPLIES_INVALID_OPTION(name, expected, describeOption(actual));
}
export {
  checkBoolean,
  checkFunction,
  checkList,
  checkNames,
  describeOption,
  invalid,
  isIntegerBetween,
  isObject,
  withoutUndefined
};
