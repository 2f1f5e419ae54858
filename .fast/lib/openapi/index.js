import { collectRoutes } from "./document-routes.js";
import { openapiOptions } from "./openapi-options.js";
export {
  collectRoutes,
  openapiOptions
};
