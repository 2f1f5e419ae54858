import { defineError } from "./error/define-error.js";
import { ErrorReply, isErrorReply } from "./error/error-reply.js";
import { defineFormat } from "./formats/index.js";
import { errors } from "./helpers/index.js";
import { allowedMethods } from "./http/allowed-methods.js";
import { errorResponse, errorResponseBuilder } from "./integrations/index.js";
import { openapiOptions } from "./openapi/index.js";
import errorsPlugin from "./plugin.js";
import { serverOptions } from "./server/index.js";
Object.assign(errorsPlugin, {
  default: errorsPlugin,
  ErrorReply,
  allowedMethods,
  defineError,
  defineFormat,
  errorResponse,
  errorResponseBuilder,
  errors,
  isErrorReply,
  openapiOptions,
  serverOptions
});
export {
  ErrorReply,
  allowedMethods,
  errorsPlugin as default,
  defineError,
  defineFormat,
  errorResponse,
  errorResponseBuilder,
  errors,
  isErrorReply,
  errorsPlugin as "module.exports",
  openapiOptions,
  serverOptions
};
