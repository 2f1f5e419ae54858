import { definitionExamples } from '../helpers/definition-examples.js'
import { buildErrorReply, errors, type RouteError } from '../helpers/index.js'
import { changeReply, isErrorReply } from '../error/error-reply.js'
import { noExtras } from '../error/body-extras.js'
import { kDefinition } from '../error/symbols.js'
import type { CatalogRow } from '../error/catalog.js'
import type { Declarable } from '../error/define-error.js'
import type { ErrorDefinition, ErrorReply } from '../error/error-reply.js'
import type { Format } from '../formats/index.js'

/**
 * Occurrences of an error, as a document shows them.
 *
 * @throws FST_ERR_REPLIES_INVALID_ERROR for an example that is not a detail of the error
 */
export function examplesOf (source: RouteError): readonly ErrorReply[] {
  if (isErrorReply(source)) return [source]
  const factory: Declarable = source
  const definition = factory[kDefinition]
  if (definition.isOwn === true) return definitionExamples(factory)
  return [buildErrorReply(definition as CatalogRow, (definition as CatalogRow).example ?? [], errors.fail)]
}

/** The first of them. */
export function exampleOf (source: RouteError): ErrorReply {
  return examplesOf(source)[0] as ErrorReply
}

/** An example under another status: a validation failure has that of its format. */
export function withDefinition (error: ErrorReply, definition: ErrorDefinition): ErrorReply {
  return changeReply(error, {}, definition)
}

/** The body of an example, `undefined` where a format of the application cannot build it without a request. */
export function exampleBody (format: Format, error: ErrorReply): unknown {
  try {
    const text = format.serialize(format.body(error, noExtras))
    return /[/+]json(?:;|$)/.test(format.contentType) ? JSON.parse(text) : text
  } catch {
    return undefined
  }
}
