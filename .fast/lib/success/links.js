import { FST_ERR_REPLIES_INVALID_LINK } from "../util/boot-errors.js";
import { isMediaRange } from "../http/header-values.js";
import { unsafeScheme } from "../http/unsafe-scheme.js";
import { cutText } from "../util/json-values.js";
const URI = /^(?:[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?$/;
const EXPRESSION = /\{[+#./;?&]?[A-Za-z0-9_%.]+(?::\d{1,4}|\*)?(?:,[A-Za-z0-9_%.]+(?::\d{1,4}|\*)?)*\}/g;
const LANGUAGE = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;
function buildLinks(links) {
  const built = {};
  for (const [relation, target] of Object.entries(links)) {
    if (target === void 0) continue;
    const name = `link '${cutText(relation, 64)}'`;
    built[relation] = Array.isArray(target) ? target.map((item) => buildLink(item, name)) : buildLink(target, name);
  }
  return built;
}
function buildLink(target, name) {
  if (typeof target === "string" || target instanceof URL) return { href: checkUri(target, name) };
  if (typeof target !== "object" || target === null) invalid(name, "a URI reference or a link object", target);
  const { href, templated, type, deprecation, name: key, profile, title, hreflang } = target;
  const link = { href: templated === true ? checkTemplate(href, name) : checkUri(href, name) };
  if (templated !== void 0) link.templated = check(templated, typeof templated === "boolean", `${name}.templated`, "a boolean");
  if (type !== void 0) link.type = check(type, isMediaRange(type), `${name}.type`, "a media type");
  if (deprecation !== void 0) link.deprecation = checkUri(deprecation, `${name}.deprecation`);
  if (key !== void 0) link.name = check(key, typeof key === "string", `${name}.name`, "a string");
  if (profile !== void 0) link.profile = checkUri(profile, `${name}.profile`);
  if (title !== void 0) link.title = check(title, typeof title === "string", `${name}.title`, "a string");
  if (hreflang !== void 0) link.hreflang = check(hreflang, typeof hreflang === "string" && LANGUAGE.test(hreflang), `${name}.hreflang`, "a language tag");
  return link;
}
function buildLocation(url, name) {
  const location = checkUri(url, name);
  if (location.startsWith("//")) invalid(name, "a path or an absolute URL", url);
  return location;
}
function isUri(value) {
  return value !== "" && URI.test(value) && unsafeScheme(value) === void 0 && URL.canParse(value, "http://localhost");
}
function checkUri(value, name) {
  const text = value instanceof URL ? value.href : value;
  if (typeof text !== "string" || !isUri(text)) {
    invalid(name, "a URI reference, percent-encoded, or with templated: true a URI template", value);
  }
  return text;
}
function checkTemplate(value, name) {
  if (typeof value !== "string" || !isUri(value.replace(EXPRESSION, "x"))) invalid(name, "a URI template (RFC 6570)", value);
  return value;
}
function check(value, isValid, name, expected) {
  if (!isValid) invalid(name, expected, value);
  return value;
}
function invalid(name, expected, actual) {
  throw FST_ERR_REPLIES_INVALID_LINK(name, expected, describe(actual));
}
function describe(value) {
  return typeof value === "object" && value !== null && !(value instanceof URL) ? Object.prototype.toString.call(value) : cutText(String(value), 256);
}
export {
  buildLinks,
  buildLocation
};
