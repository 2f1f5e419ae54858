import { FST_ERR_REPLIES_INVALID_ROUTE } from '../util/boot-errors.js'
import { isErrorReply } from '../error/error-reply.js'
import { isErrorFactory } from '../error/registered-errors.js'
import { isDeclarable } from './factories.js'
import { documentedErrors } from './documented-errors.js'
import { kDeclared, kDefinition } from '../error/symbols.js'
import type {
  ContextConfigDefault, FastifyBaseLogger, FastifyTypeProvider, FastifyTypeProviderDefault, RawReplyDefaultExpression,
  RawRequestDefaultExpression, RawServerBase, RawServerDefault, RouteOptions,
  FastifySchema as Schema
} from 'fastify'
import type { RouteError } from './declared-type.js'

declare module 'fastify' {
  // An interface is merged under the same type parameters only, used or not
  /* eslint-disable @typescript-eslint/no-unused-vars */
  interface RouteShorthandOptions<
    RawServer extends RawServerBase = RawServerDefault,
    RawRequest extends RawRequestDefaultExpression<RawServer> = RawRequestDefaultExpression<RawServer>,
    RawReply extends RawReplyDefaultExpression<RawServer> = RawReplyDefaultExpression<RawServer>,
    RouteGeneric extends RouteGenericInterface = RouteGenericInterface,
    ContextConfig = ContextConfigDefault,
    SchemaCompiler extends Schema = Schema,
    TypeProvider extends FastifyTypeProvider = FastifyTypeProviderDefault,
    Logger extends FastifyBaseLogger = FastifyBaseLogger
  > {
    /**
     * Errors that the route sends, for its documentation and for option `strictErrors`; `false` leaves the route out of
     * both.
     *
     * A factory, or an error with the code that it is sent with: `errors.oauthError('invalid_grant')`,
     * `errors.conflict('Taken.', { code: 'NAME_TAKEN' })`.
     */
    errors?: readonly RouteError[] | false | undefined
  }
  /* eslint-enable @typescript-eslint/no-unused-vars */

  interface FastifyContextConfig {
    /** The statuses that it may send, `409`, and the errors, `409 CONFLICT`. */
    [kDeclared]?: ReadonlySet<string> | undefined
  }
}

/**
 * Checks the errors that a route declares and compiles what they need.
 *
 * @throws FST_ERR_REPLIES_INVALID_ROUTE
 * @throws FST_ERR_REPLIES_INVALID_ERROR
 */
export function readRouteErrors (route: RouteOptions): void {
  const { errors } = route
  if (errors === undefined || errors === false) return
  if (!Array.isArray(errors) || !errors.every(isRouteError)) {
    throw FST_ERR_REPLIES_INVALID_ROUTE(`${String(route.method)} ${route.url}`, String(errors))
  }
  for (const error of errors) if (isErrorFactory(error)) error[kDefinition].compile()
}

// A redirect has its own response, under `schema.response`
function isRouteError (value: unknown): boolean {
  return isDeclarable(value) || (isErrorReply(value) && value.statusCode >= 400)
}

/** Stores the errors of a route in its config, for the error handler. */
export function keepDeclared (route: RouteOptions, { validationStatusCode, formats }: DeclaredSettings): void {
  if (route.errors === false) return
  const own = route.config?.errorFormat
  const used = own === undefined ? formats.enabled : [formats.byName(own) as ValidationStatus]
  const statusCodes = new Set(used.map((format) => validationStatusCode ?? format.validationStatusCode))
  const documented = [...statusCodes].flatMap((statusCode) => documentedErrors(route, statusCode))
  const declared = new Set(documented.map(({ definition, code }) => `${definition.statusCode} ${code}`))
  for (const { definition } of documented) declared.add(String(definition.statusCode))
  route.config = { ...route.config, [kDeclared]: declared }
}

interface DeclaredSettings {
  /** Status of a failed validation, `undefined` for that of the format. */
  readonly validationStatusCode: number | undefined
  readonly formats: { readonly enabled: readonly ValidationStatus[], byName (name: string): ValidationStatus | undefined }
}

interface ValidationStatus {
  readonly validationStatusCode: number
}
