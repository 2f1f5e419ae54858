import { formatRetryAfter, isMediaRange, isProtocol, isToken } from "../http/header-values.js";
import { isObject } from "../util/check-option.js";
import { cutText, MAX_KEY, MAX_TEXT, toJsonMembers, toJsonValue } from "../util/json-values.js";
import { describeInvalid, readList } from "./invalid-argument.js";
const conflictArguments = {
  signature: "field, originalValue, newValue",
  description: "with the field and both values; a `Date` is sent as its ISO string, other values as JSON",
  count: 3,
  required: false,
  matches: (args) => args.length >= 3,
  read: ([field, originalValue, newValue]) => ({
    invalidArgument: typeof field === "string" ? void 0 : describeInvalid("field", "a string", field),
    detail: {
      conflictField: cutText(typeof field === "string" ? field : "", MAX_KEY),
      originalValue: toJsonValue(originalValue),
      newValue: toJsonValue(newValue)
    }
  })
};
const methodArguments = {
  signature: "allowedMethods",
  description: "with `Allow` and `detail.allowedMethods`, both in the given order; without a list, with the methods that the router has for the path",
  count: 1,
  required: false,
  matches: isListOrSet,
  read: ([allowedMethods]) => {
    const [methods, wrong] = readList("allowedMethods", allowedMethods, isToken);
    return { invalidArgument: wrong, detail: { allowedMethods: methods }, headers: { allow: methods.join(", ") } };
  }
};
const availableTypeArguments = {
  signature: "mediaTypes",
  description: "with the media types that are available, as `detail.mediaTypes` (RFC 9110 section 15.5.7)",
  count: 1,
  required: false,
  matches: isListOrSet,
  read: ([mediaTypes]) => {
    const [types, wrong] = readList("mediaTypes", mediaTypes, isMediaRange);
    return { invalidArgument: wrong, detail: { mediaTypes: types } };
  }
};
const acceptedTypeArguments = {
  signature: "mediaTypes",
  description: "with `Accept`, on PATCH also `Accept-Patch` (RFC 9110 section 15.5.16); without a list, with the media types that the route parses",
  count: 1,
  required: false,
  matches: isListOrSet,
  read: ([mediaTypes]) => {
    const [types, wrong] = readList("mediaTypes", mediaTypes, isMediaRange);
    return { invalidArgument: wrong, headers: types.length === 0 ? void 0 : { accept: types.join(", ") } };
  }
};
const protocolArguments = {
  signature: "protocols",
  description: "with `Upgrade` (RFC 9110 section 15.5.22)",
  count: 1,
  required: false,
  matches: isListOrSet,
  read: ([protocols]) => {
    const [names, wrong] = readList("protocols", protocols, isProtocol);
    return { invalidArgument: wrong, headers: names.length === 0 ? void 0 : { upgrade: names.join(", ") } };
  }
};
const retryArguments = {
  signature: "retryAfter",
  description: "with `Retry-After`: seconds, or a `Date`",
  count: 1,
  required: false,
  matches: ([retryAfter]) => isRetryAfter(retryAfter),
  read: ([retryAfter]) => ({ headers: retryHeaders(retryAfter) })
};
const limitArguments = {
  signature: "limit?, retryAfter?",
  description: "with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary",
  count: 2,
  required: false,
  matches: ([limit, retryAfter]) => typeof limit === "number" || limit === void 0 && isRetryAfter(retryAfter),
  read: ([limit, retryAfter]) => ({
    invalidArgument: limit === void 0 || isSize(limit) ? void 0 : describeInvalid("limit", "a whole number of bytes", limit),
    detail: isSize(limit) ? { limit } : void 0,
    headers: isRetryAfter(retryAfter) ? retryHeaders(retryAfter) : void 0
  })
};
const sizeArguments = {
  signature: "size",
  description: "with `Content-Range`, from the size in bytes (RFC 9110 section 14.4)",
  count: 1,
  required: false,
  matches: ([size]) => typeof size === "number",
  read: ([size]) => isSize(size) ? { headers: { "content-range": `bytes */${size}` } } : { invalidArgument: describeInvalid("size", "a whole number of bytes", size) }
};
const blockedByArguments = {
  signature: "blockedBy",
  description: "with a `Link` to who blocks the resource, an absolute URI (RFC 7725 section 4)",
  count: 1,
  required: false,
  // A message is no absolute URI: it has blanks, or no scheme
  matches: ([blockedBy]) => blockedBy instanceof URL || typeof blockedBy === "string" && !/\s/.test(blockedBy) && URL.canParse(blockedBy),
  // The URL parser leaves no character that could end the reference early (RFC 8288 section 3)
  read: ([blockedBy]) => ({
    headers: { link: `<${new URL(blockedBy).href.replace(/[<>]/g, encodeURIComponent)}>; rel="blocked-by"` }
  })
};
const fieldArguments = {
  signature: "fields",
  description: "with messages by dotted field path; those about the whole object under `base`",
  count: 1,
  required: false,
  matches: ([fields]) => isObject(fields),
  read: ([fields]) => {
    const issues = [];
    let wrong;
    for (const [field, value] of Object.entries(toJsonMembers(fields))) {
      const texts = (Array.isArray(value) ? value : [value]).filter((text) => typeof text === "string");
      if (texts.length === 0) wrong = describeInvalid(`fields.${field}`, "an array of strings", value);
      for (const text of texts) issues.push(customIssue(field === "base" ? "" : field, "body", text));
    }
    return { invalidArgument: wrong, issues: issues.length === 0 ? void 0 : issues };
  }
};
const pathArguments = {
  signature: "path",
  description: "with the dotted path to the invalid part of the body, `''` for all of it",
  count: 1,
  required: true,
  matches: ([path]) => path !== void 0,
  read: ([path]) => ({
    invalidArgument: typeof path === "string" ? void 0 : describeInvalid("path", "a string", path),
    issues: [customIssue(typeof path === "string" ? path : "", "body", "is invalid")]
  })
};
const nameArguments = {
  signature: "name",
  description: "with a message that names the parameter",
  count: 1,
  required: true,
  matches: ([name]) => name !== void 0,
  read: ([name]) => {
    if (typeof name !== "string" || name === "") return { invalidArgument: describeInvalid("name", "a string", name) };
    return {
      message: `Invalid parameter value for ${cutText(name, MAX_KEY)}.`,
      issues: [customIssue(name, "querystring", "is invalid")]
    };
  }
};
function customIssue(path, where, message) {
  const short = cutText(path, MAX_TEXT);
  return {
    path: short,
    keys: short === "" ? [] : short.split("."),
    in: where,
    kind: "custom",
    message: cutText(message, MAX_TEXT),
    pointer: ""
  };
}
function retryHeaders(retryAfter) {
  const value = formatRetryAfter(retryAfter);
  return value === void 0 ? void 0 : { "retry-after": value };
}
function isListOrSet([value]) {
  return Array.isArray(value) || value instanceof Set;
}
function isRetryAfter(value) {
  return typeof value === "number" || value instanceof Date;
}
function isSize(value) {
  return Number.isSafeInteger(value) && value >= 0;
}
export {
  acceptedTypeArguments,
  availableTypeArguments,
  blockedByArguments,
  conflictArguments,
  fieldArguments,
  limitArguments,
  methodArguments,
  nameArguments,
  pathArguments,
  protocolArguments,
  retryArguments,
  sizeArguments
};
