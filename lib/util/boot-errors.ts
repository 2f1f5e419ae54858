import createError from '@fastify/error'

/** The plugin was registered a second time in the same encapsulation context. */
export const FST_ERR_REPLIES_ALREADY_REGISTERED = createError(
  'FST_ERR_REPLIES_ALREADY_REGISTERED',
  'fastify-error-replies is already registered in this context, register it once or inside a child context to give that one other options'
)

/** A name that the plugin decorates is taken in the same context. */
export const FST_ERR_REPLIES_NAME_TAKEN = createError(
  'FST_ERR_REPLIES_NAME_TAKEN',
  "'%s' is decorated twice in this context, by fastify-error-replies and by %s"
)

/** A not-found handler is set already. */
export const FST_ERR_REPLIES_NOT_FOUND_HANDLER = createError(
  'FST_ERR_REPLIES_NOT_FOUND_HANDLER',
  "A not-found handler is already set for prefix '%s', remove it or register fastify-error-replies with 'notFound: false' and use allowedMethods(request) in it"
)

/** An option does not exist. */
export const FST_ERR_REPLIES_UNKNOWN_OPTION = createError(
  'FST_ERR_REPLIES_UNKNOWN_OPTION',
  "'%s' is not an option of fastify-error-replies, its options are %s",
  500,
  TypeError
)

/** An option has an invalid value. */
export const FST_ERR_REPLIES_INVALID_OPTION = createError(
  'FST_ERR_REPLIES_INVALID_OPTION',
  "%s option should be %s, instead got '%s'",
  500,
  TypeError
)

/** A format definition is invalid, or its schema does not compile. */
export const FST_ERR_REPLIES_INVALID_FORMAT = createError(
  'FST_ERR_REPLIES_INVALID_FORMAT',
  "format '%s' cannot be used: %s",
  500,
  TypeError
)

/** A definition of an error is incomplete or illegal, or the schema of its detail does not compile. */
export const FST_ERR_REPLIES_INVALID_ERROR = createError(
  'FST_ERR_REPLIES_INVALID_ERROR',
  "error '%s' cannot be used: %s",
  500,
  TypeError
)

/** Two errors of a context have one code. */
export const FST_ERR_REPLIES_DUPLICATE_CODE = createError(
  'FST_ERR_REPLIES_DUPLICATE_CODE',
  "code '%s' is taken by %s, each error of a context should have its own code"
)

/** Option `errors` of a route is not a list of errors. */
export const FST_ERR_REPLIES_INVALID_ROUTE = createError(
  'FST_ERR_REPLIES_INVALID_ROUTE',
  "errors of route %s should be an array of factories, such as errors.notFound and what defineError returns, and of errors that they return, or false, instead got '%s'",
  500,
  TypeError
)

/** A route sent a client error that it does not declare (option `strictErrors`). */
export const FST_ERR_REPLIES_UNDECLARED = createError(
  'FST_ERR_REPLIES_UNDECLARED',
  "route %s sent %s, which is not among its errors, add %s to option 'errors' of the route"
)

/** A route asks for a format that its context does not have. */
export const FST_ERR_REPLIES_UNKNOWN_FORMAT = createError(
  'FST_ERR_REPLIES_UNKNOWN_FORMAT',
  "config.errorFormat of route %s should be one of %s, instead got '%s'"
)

/** A code with characters that OAuth2 does not allow. */
export const FST_ERR_REPLIES_OAUTH2_CODE = createError(
  'FST_ERR_REPLIES_OAUTH2_CODE',
  "OAuth2 code should be at most 256 characters of printable ASCII without quotes and backslashes, instead got '%s'",
  500,
  TypeError
)

/** A URI that is not safe to redirect to. */
export const FST_ERR_REPLIES_REDIRECT_URI = createError(
  'FST_ERR_REPLIES_REDIRECT_URI',
  'registeredUri of oauthRedirect should %s',
  500,
  TypeError
)

/** A link or a `Location` is not a URI that can be sent. */
export const FST_ERR_REPLIES_INVALID_LINK = createError(
  'FST_ERR_REPLIES_INVALID_LINK',
  "%s should be %s, instead got '%s'",
  500,
  TypeError
)

/** A resource of a success reply is not an object. */
export const FST_ERR_REPLIES_INVALID_RESOURCE = createError(
  'FST_ERR_REPLIES_INVALID_RESOURCE',
  "%s should be %s, instead got '%s'",
  500,
  TypeError
)

/** The catalogue was registered in a context without this plugin. */
export const FST_ERR_REPLIES_NO_PLUGIN = createError(
  'FST_ERR_REPLIES_NO_PLUGIN',
  'The catalogue needs fastify-error-replies in its context, register that plugin first'
)
