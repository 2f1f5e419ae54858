import { METHODS } from "node:http";
const MAX_LENGTH = 8e3;
const MAX_DECODINGS = 8;
const UNSAFE = /[\u0000-\u0020\u007f\\#]/;
function checkPart({ method, resource }, batchPath) {
  if (!METHODS.includes(method) || method === "CONNECT") return refuse("The method of this part is not known.");
  if (resource.length > MAX_LENGTH) return { statusCode: 414, message: "The resource of this part is too long." };
  if (!resource.startsWith("/") || resource.startsWith("//") || UNSAFE.test(resource)) {
    return refuse("The resource of this part is not a path on this server.");
  }
  const path = canonicalPath(resource);
  if (path === void 0) return refuse("The resource of this part is not a path on this server.");
  if (path === batchPath) return refuse("A batch cannot hold a batch.");
  return void 0;
}
function canonicalPath(resource) {
  let path = decode(resource.split("?", 1)[0]);
  for (let i = 0; path !== void 0 && /%[0-7][0-9a-f]/i.test(path); i++) {
    if (i === MAX_DECODINGS) return void 0;
    path = path.replace(/%([0-7][0-9a-f])/gi, (_match, hex) => String.fromCharCode(parseInt(hex, 16)));
  }
  if (path === void 0) return void 0;
  const segments = path.split(/[/\\]/).map((segment) => segment.split(";", 1)[0]);
  if (segments.includes(".") || segments.includes("..")) return void 0;
  return "/" + segments.filter((segment) => segment !== "").join("/").toLowerCase();
}
function buildUrl({ resource, query }) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    const values = Array.isArray(value) ? value : [value];
    for (const item of values) parameters.append(name, String(item));
  }
  if (parameters.size === 0) return resource;
  const separator = !resource.includes("?") ? "?" : /[?&]$/.test(resource) ? "" : "&";
  return resource + separator + parameters.toString();
}
function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return void 0;
  }
}
function refuse(message) {
  return { statusCode: 400, message };
}
export {
  buildUrl,
  canonicalPath,
  checkPart
};
