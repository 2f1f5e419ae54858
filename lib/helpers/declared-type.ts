import type { FastifyReply } from 'fastify'
import type { Declarable, DefinedReply, ErrorFactory } from '../error/define-error.js'
import type { ErrorDefinition, ErrorReply } from '../error/error-reply.js'
import type { DefinitionNames } from '../error/generated-names.js'
import type { OAuth2Parts } from '../error/oauth2-parts.js'
import type { kDefinition, kOAuth2 } from '../error/symbols.js'

/** An error that a route may declare: a factory, or an error with the code that it is sent with. */
export type RouteError = Declarable | ErrorReply

/** A factory of `errors`: it carries its definition, so that a route can declare it. */
export interface BuiltInFactory<Name extends string = string> extends Declarable {
  readonly [kDefinition]: NamedDefinition<Name>
  readonly is?: never
}

/** What a factory of `errors` returns: an error reply whose type has the name of its definition. */
export interface BuiltInReply<Name extends string = string> extends ErrorReply {
  readonly [kDefinition]: NamedDefinition<Name>
}

interface NamedDefinition<Name extends string> extends ErrorDefinition {
  readonly name: Name
}

/** What `errors.oauthError` (`'answer'`) and `errors.bearerError` (`'challenge'`) return. */
export interface OAuth2Reply<Kind extends OAuth2Parts['kind']> extends ErrorReply {
  readonly [kOAuth2]: Extract<OAuth2Parts, { readonly kind: Kind }>
}

/** Name of the definition behind a helper, which several helpers may share. */
export type DefinitionName<Name extends string> = Name extends keyof DefinitionNames ? DefinitionNames[Name] : Name

// Names of the built-in errors that a route declares; `string` for an error whose type does not show which one it is
type NameOf<Declared> =
  Declared extends OAuth2Reply<'answer'> ? 'oauthError'
    : Declared extends OAuth2Reply<'challenge'> ? 'bearerError'
      : Declared extends ErrorFactory ? never
        : Declared extends ErrorReply ? string extends Declared['code'] ? Declared[typeof kDefinition]['name'] : never
          : Declared extends Declarable ? Declared[typeof kDefinition]['name'] : never

type DefinedOf<Declared> =
  Declared extends ErrorFactory<infer Code, infer Detail> ? DefinedReply<Code, Detail>
    : Declared extends ErrorReply ? Declared : never

/**
 * Reply helpers, those `never` that a route whose type names its errors (`RouteGeneric['Errors']`) does not name.
 *
 * One choice for all of them: the compiler makes it for each type of reply, and compares all members of both.
 */
export type DeclaredHelpers<RouteGeneric, Helpers> =
  RouteGeneric extends { Errors: readonly (infer Declared)[] } ? HelpersNamed<Helpers, NameOf<Declared>> : Helpers

type HelpersNamed<Helpers, Names> = {
  [Name in keyof Helpers]: DefinitionName<Name & string> extends Names ? Helpers[Name] : never
}

/** `reply.fail`, in a route whose type names its errors with those alone. */
export type DeclaredFail<RouteGeneric, Type> =
  RouteGeneric extends { Errors: readonly (infer Declared)[] }
    ? string extends NameOf<Declared> ? Type : FailWith<Declared>
    : Type

interface FailWith<Declared> {
  /** Sends an error of the application that the route declares, with its detail. */
  <Factory extends Extract<Declared, ErrorFactory>> (error: Factory, ...args: Parameters<Factory>): FastifyReply
  /** Sends an error that the route declares, with the arguments of its helper. */
  (
    error: BuiltInFactory<NameOf<Declared>> | BuiltInReply<NameOf<Declared>> | DefinedOf<Declared>,
    ...args: unknown[]
  ): FastifyReply
}
