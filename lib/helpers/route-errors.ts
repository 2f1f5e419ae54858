import { FST_ERR_REPLIES_INVALID_ROUTE } from '../util/boot-errors.js'
import { isErrorFactory } from '../error/registered-errors.js'
import { isDeclarable } from './factories.js'
import { kDeclared, kDefinition } from '../error/symbols.js'
import type {
  ContextConfigDefault, FastifyBaseLogger, FastifyTypeProvider, FastifyTypeProviderDefault, RawReplyDefaultExpression,
  RawRequestDefaultExpression, RawServerBase, RawServerDefault, RouteGenericInterface, RouteOptions,
  FastifySchema as Schema
} from 'fastify'
import type { Declarable } from '../error/define-error.js'

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
     * Errors that the route answers with, for its documentation and for option `strictErrors`; `false` leaves the route
     * out of both.
     */
    errors?: readonly Declarable[] | false | undefined
  }
  /* eslint-enable @typescript-eslint/no-unused-vars */

  interface FastifyContextConfig {
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
  if (!Array.isArray(errors) || !errors.every(isDeclarable)) {
    throw FST_ERR_REPLIES_INVALID_ROUTE(`${String(route.method)} ${route.url}`, String(errors))
  }
  for (const factory of errors) if (isErrorFactory(factory)) factory[kDefinition].compile()
}

/** Leaves what a route declares in its config, where the error handler finds it. */
export function keepDeclared (route: RouteOptions): void {
  if (route.errors === false) return
  const codes = new Set((route.errors ?? []).map(({ [kDefinition]: { code } }) => code))
  route.config = { ...route.config, [kDeclared]: codes }
}
