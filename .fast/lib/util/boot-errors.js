import createError from "@fastify/error";
const FST_ERR_REPLIES_ALREADY_REGISTERED = createError(
  "FST_ERR_REPLIES_ALREADY_REGISTERED",
  "fastify-error-replies is already registered in this context, register it once or inside a child context to give that one other options"
);
const FST_ERR_REPLIES_NAME_TAKEN = createError(
  "FST_ERR_REPLIES_NAME_TAKEN",
  "reply.%s exists already in this context, remove the registration of @fastify/sensible: fastify-error-replies brings its utilities (option 'sensible')"
);
const FST_ERR_REPLIES_NOT_FOUND_HANDLER = createError(
  "FST_ERR_REPLIES_NOT_FOUND_HANDLER",
  "A not-found handler is already set for prefix '%s', remove it or register fastify-error-replies with 'notFound: false' and use allowedMethods(request) in it"
);
const FST_ERR_REPLIES_UNKNOWN_OPTION = createError(
  "FST_ERR_REPLIES_UNKNOWN_OPTION",
  "'%s' is not an option of fastify-error-replies, its options are %s",
  500,
  TypeError
);
const FST_ERR_REPLIES_INVALID_OPTION = createError(
  "FST_ERR_REPLIES_INVALID_OPTION",
  "%s option should be %s, instead got '%s'",
  500,
  TypeError
);
const FST_ERR_REPLIES_INVALID_FORMAT = createError(
  "FST_ERR_REPLIES_INVALID_FORMAT",
  "format '%s' cannot be used: %s",
  500,
  TypeError
);
const FST_ERR_REPLIES_INVALID_ERROR = createError(
  "FST_ERR_REPLIES_INVALID_ERROR",
  "error '%s' cannot be used: %s",
  500,
  TypeError
);
const FST_ERR_REPLIES_DUPLICATE_CODE = createError(
  "FST_ERR_REPLIES_DUPLICATE_CODE",
  "code '%s' is taken by %s, each error of a context should have a code of its own"
);
const FST_ERR_REPLIES_INVALID_ROUTE = createError(
  "FST_ERR_REPLIES_INVALID_ROUTE",
  "errors of route %s should be an array of what defineError returns and of factories in errors, or false, instead got '%s'",
  500,
  TypeError
);
const FST_ERR_REPLIES_UNDECLARED = createError(
  "FST_ERR_REPLIES_UNDECLARED",
  "route %s answered %d with code '%s', which is not among its errors"
);
const FST_ERR_REPLIES_UNKNOWN_FORMAT = createError(
  "FST_ERR_REPLIES_UNKNOWN_FORMAT",
  "config.errorFormat of route %s should be one of %s, instead got '%s'"
);
const FST_ERR_REPLIES_OAUTH2_CODE = createError(
  "FST_ERR_REPLIES_OAUTH2_CODE",
  "OAuth2 code should be printable ASCII without quotes and backslashes, instead got '%s'",
  500,
  TypeError
);
const FST_ERR_REPLIES_REDIRECT_URI = createError(
  "FST_ERR_REPLIES_REDIRECT_URI",
  "registeredUri of oauthRedirect should %s",
  500,
  TypeError
);
const FST_ERR_REPLIES_INVALID_LINK = createError(
  "FST_ERR_REPLIES_INVALID_LINK",
  "%s should be %s, instead got '%s'",
  500,
  TypeError
);
const FST_ERR_REPLIES_INVALID_RESOURCE = createError(
  "FST_ERR_REPLIES_INVALID_RESOURCE",
  "%s should be %s, instead got '%s'",
  500,
  TypeError
);
export {
  FST_ERR_REPLIES_ALREADY_REGISTERED,
  FST_ERR_REPLIES_DUPLICATE_CODE,
  FST_ERR_REPLIES_INVALID_ERROR,
  FST_ERR_REPLIES_INVALID_FORMAT,
  FST_ERR_REPLIES_INVALID_LINK,
  FST_ERR_REPLIES_INVALID_OPTION,
  FST_ERR_REPLIES_INVALID_RESOURCE,
  FST_ERR_REPLIES_INVALID_ROUTE,
  FST_ERR_REPLIES_NAME_TAKEN,
  FST_ERR_REPLIES_NOT_FOUND_HANDLER,
  FST_ERR_REPLIES_OAUTH2_CODE,
  FST_ERR_REPLIES_REDIRECT_URI,
  FST_ERR_REPLIES_UNDECLARED,
  FST_ERR_REPLIES_UNKNOWN_FORMAT,
  FST_ERR_REPLIES_UNKNOWN_OPTION
};
