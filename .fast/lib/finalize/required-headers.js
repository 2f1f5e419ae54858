import { acceptedTypes } from "./accepted-types.js";
import { isHeaderValue } from "../http/header-values.js";
function requiredHeaders(error, request, present, settings) {
  const { headers, statusCode } = error;
  const required = {};
  const has = (name) => headers?.[name] !== void 0 || present(name) !== void 0;
  switch (statusCode) {
    case 401:
      if (!has("www-authenticate")) required["www-authenticate"] = settings.challenge;
      break;
    case 407:
      if (!has("proxy-authenticate")) required["proxy-authenticate"] = settings.challenge;
      break;
    case 415:
      if (request !== void 0) addAccept(required, request, headers?.["accept"] ?? present("accept"));
      break;
    case 426:
      if (request !== void 0 && request.raw.httpVersionMajor < 2 && has("upgrade")) required["connection"] = "Upgrade";
  }
  if (settings.requestId && request !== void 0 && !has("x-request-id")) addRequestId(required, request);
  for (const _name in required) return { ...headers, ...required };
  return headers;
}
function addAccept(required, request, accept) {
  let types = accept;
  if (types === void 0) {
    types = acceptedTypes(request).join(", ");
    if (types === "") return;
    required["accept"] = types;
  }
  if (request.method === "PATCH") required["accept-patch"] = types;
}
function addRequestId(required, { id }) {
  if (isHeaderValue("x-request-id", String(id))) required["x-request-id"] = String(id);
}
export {
  requiredHeaders
};
