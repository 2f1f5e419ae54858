import type {
  ContextConfigDefault, FastifyBaseLogger, FastifyInstance, FastifySchema, FastifyTypeProvider, RawReplyDefaultExpression,
  RawRequestDefaultExpression, RawServerBase, RouteHandlerMethod, RouteOptions, RouteShorthandOptions,
  RouteShorthandOptionsWithHandler
} from 'fastify'
import type { RouteError } from './declared-type.js'

declare module 'fastify' {
  interface RouteGenericInterface {
    /** The errors that a route declares: the helpers of its `reply` send no other, as far as types show it; all with `false`. */
    Errors?: readonly RouteError[] | false
  }
}

/** The methods of a Fastify instance that add routes, with the errors of each route in the type of its `reply`. */
export interface DeclaredRoutes<
  RawServer extends RawServerBase,
  RawRequest extends RawRequestDefaultExpression<RawServer>,
  RawReply extends RawReplyDefaultExpression<RawServer>,
  Logger extends FastifyBaseLogger,
  TypeProvider extends FastifyTypeProvider
> {
  readonly delete: DeclaredRouteMethod<RawServer, RawRequest, RawReply, Logger, TypeProvider>
  readonly get: DeclaredRouteMethod<RawServer, RawRequest, RawReply, Logger, TypeProvider>
  readonly head: DeclaredRouteMethod<RawServer, RawRequest, RawReply, Logger, TypeProvider>
  readonly options: DeclaredRouteMethod<RawServer, RawRequest, RawReply, Logger, TypeProvider>
  readonly patch: DeclaredRouteMethod<RawServer, RawRequest, RawReply, Logger, TypeProvider>
  readonly post: DeclaredRouteMethod<RawServer, RawRequest, RawReply, Logger, TypeProvider>
  readonly put: DeclaredRouteMethod<RawServer, RawRequest, RawReply, Logger, TypeProvider>
  readonly all: DeclaredRouteMethod<RawServer, RawRequest, RawReply, Logger, TypeProvider>
  route<const Errors extends readonly RouteError[] | false, ContextConfig = ContextConfigDefault, const SchemaCompiler extends FastifySchema = FastifySchema> (
    options: RouteOptions<RawServer, RawRequest, RawReply, { Errors: Errors }, ContextConfig, SchemaCompiler, TypeProvider, Logger> & { errors: Errors }
  ): DeclaredRoutes<RawServer, RawRequest, RawReply, Logger, TypeProvider>
}

// One signature for each number of arguments: in a call of overloads, a handler may get the types of the wrong one
interface DeclaredRouteMethod<
  RawServer extends RawServerBase,
  RawRequest extends RawRequestDefaultExpression<RawServer>,
  RawReply extends RawReplyDefaultExpression<RawServer>,
  Logger extends FastifyBaseLogger,
  TypeProvider extends FastifyTypeProvider
> {
  <const Errors extends readonly RouteError[] | false, ContextConfig = ContextConfigDefault, const SchemaCompiler extends FastifySchema = FastifySchema> (
    path: string,
    options: RouteShorthandOptions<RawServer, RawRequest, RawReply, { Errors: Errors }, ContextConfig, SchemaCompiler, TypeProvider, Logger> & { errors: Errors },
    handler: RouteHandlerMethod<RawServer, RawRequest, RawReply, { Errors: Errors }, ContextConfig, SchemaCompiler, TypeProvider, Logger>
  ): DeclaredRoutes<RawServer, RawRequest, RawReply, Logger, TypeProvider>
  <const Errors extends readonly RouteError[] | false, ContextConfig = ContextConfigDefault, const SchemaCompiler extends FastifySchema = FastifySchema> (
    path: string,
    options: RouteShorthandOptionsWithHandler<RawServer, RawRequest, RawReply, { Errors: Errors }, ContextConfig, SchemaCompiler, TypeProvider, Logger> & { errors: Errors }
  ): DeclaredRoutes<RawServer, RawRequest, RawReply, Logger, TypeProvider>
}

/**
 * The instance itself, typed so that a route sends only errors that it declares: another helper, or another error in
 * `reply.fail`, is a type error.
 *
 * Option `errors` of a route is required; with `errors: false`, its `reply` has all helpers. The type provider of the
 * instance stays. What is thrown, and what is passed to `reply.send`, has no such check; option `strictErrors` checks it
 * when it is sent.
 */
export function declaredRoutes<
  RawServer extends RawServerBase,
  RawRequest extends RawRequestDefaultExpression<RawServer>,
  RawReply extends RawReplyDefaultExpression<RawServer>,
  Logger extends FastifyBaseLogger,
  TypeProvider extends FastifyTypeProvider
> (fastify: FastifyInstance<RawServer, RawRequest, RawReply, Logger, TypeProvider>): DeclaredRoutes<RawServer, RawRequest, RawReply, Logger, TypeProvider> {
  return fastify as unknown as DeclaredRoutes<RawServer, RawRequest, RawReply, Logger, TypeProvider>
}
