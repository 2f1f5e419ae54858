import { catalog, definitionOf, type CatalogRow } from '../error/catalog.js'
import { ErrorReply, isErrorReply, type ErrorParts } from '../error/error-reply.js'
import { describeUnreadable, describeValue } from '../error/invalid-argument.js'
import { readPlainArguments } from '../error/init-arguments.js'
import { kDefinition } from '../error/symbols.js'
import { readProperty } from '../util/read-property.js'
import { isErrorStatus } from '../http/error-status.js'
import { buildBearerError, buildOAuthError, buildOAuthRedirect } from '../oauth2/oauth2.js'
import type { Declarable } from '../error/define-error.js'
import type { HelperName } from '../error/generated-names.js'
import type { Helpers } from './generated.js'
import type { BuiltInFactory, BuiltInReply, DefinitionName, OAuth2Reply } from './declared-type.js'
import type { OtherHelpers } from './other-helpers.js'

// Homomorphic, so that the doc comments of the helpers stay
type Factories = OtherHelpers<ErrorReply, OAuth2Reply<'answer'>, OAuth2Reply<'challenge'>> & {
  readonly [Name in keyof Pick<Helpers<ErrorReply>, HelperName>]: Helpers<BuiltInReply<DefinitionName<Name>>>[Name] & BuiltInFactory<DefinitionName<Name>>
}

/** Builds an error reply from a definition and the arguments of its helper; never throws. */
export function buildErrorReply (definition: CatalogRow, args: readonly unknown[], entry: Function): ErrorReply {
  let parts: ErrorParts
  try {
    parts = readArguments(definition, args)
  } catch (error) {
    parts = { invalidArgument: describeUnreadable(error) }
  }
  return new ErrorReply(definition, parts, entry)
}

function readArguments (definition: CatalogRow, args: readonly unknown[]): ErrorParts {
  const own = definition.arguments
  if (args.length === 0) return NO_PARTS
  if (own === undefined || !own.matches(args)) return readPlainArguments(args[0], args[1], definition.statusCode)
  const parts = own.read(args)
  if (args.length <= own.count) return parts
  const plain = readPlainArguments(args[own.count], args[own.count + 1], definition.statusCode)
  return {
    ...parts,
    ...plain,
    translatable: parts.translatable === true && plain.message === undefined,
    invalidArgument: parts.invalidArgument ?? plain.invalidArgument,
    detail: parts.detail === undefined ? plain.detail : { ...plain.detail, ...parts.detail },
    extensions: parts.extensions === undefined ? plain.extensions : { ...plain.extensions, ...parts.extensions },
    headers: parts.headers === undefined ? plain.headers : { ...plain.headers, ...parts.headers }
  }
}

const NO_PARTS: ErrorParts = Object.freeze({})

/** Factories of every built-in error: `throw errors.conflict('meta.updated', stored, sent)`. */
export const errors: Factories = buildFactories()

function buildFactories (): Factories {
  const factories: Record<string, (...args: unknown[]) => ErrorReply> = {}
  for (const definition of catalog) {
    const name = definition.name
    // The computed key names the function, for stacks and logs
    factories[name] = { [name]: (...args: unknown[]) => buildErrorReply(definition, args, factories[name] as Function) }[name] as typeof factories[string]
    Object.defineProperty(factories[name], kDefinition, { value: definition })
    for (const alias of definition.aliases ?? []) factories[alias] = factories[name]
  }
  Object.assign(factories, { fail, oauthError, oauthRedirect, bearerError })
  return factories as unknown as Factories
}

function fail (error: unknown, ...args: unknown[]): ErrorReply {
  if (isErrorReply(error)) return error
  if (isDeclarable(error)) return error(...args)
  if (isErrorStatus(error)) return buildErrorReply(definitionOf(error), args, fail)
  return new ErrorReply(definitionOf(500), {
    invalidArgument: `fail takes a status from 400 to 599 or a definition, instead got '${describeValue(error)}'`,
    // An error that another one made is what went wrong
    cause: typeof error === 'object' && error !== null ? error : undefined
  }, fail)
}

function oauthError (code: unknown, description?: unknown, init?: unknown): ErrorReply {
  return buildOAuthError(code, description, init, oauthError)
}

function oauthRedirect (registeredUri: unknown, code: unknown, init?: unknown): ErrorReply {
  return buildOAuthRedirect(registeredUri, code, init, oauthRedirect)
}

function bearerError (code?: unknown, init?: unknown): ErrorReply {
  return buildBearerError(code, init, bearerError)
}

/** Whether a value is a factory with a definition behind it, made by any copy of this package. */
export function isDeclarable (value: unknown): value is Declarable & ((...args: unknown[]) => ErrorReply) {
  return typeof value === 'function' && readProperty(value, kDefinition) !== undefined
}
