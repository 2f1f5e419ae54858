import { noExtras } from '../error/body-extras.js'
import { withStatus, type CatalogRow } from '../error/catalog.js'
import { ErrorReply, type ErrorDefinition, type Issue } from '../error/error-reply.js'
import { kDefinition } from '../error/symbols.js'
import { finalize, linkedPage, requiredHeaders, type TranslatedReply } from '../finalize/index.js'
import { renderReply, type CompiledFormat } from '../formats/index.js'
import { definitionExamples } from '../helpers/definition-examples.js'
import { buildErrorReply, errors } from '../helpers/factories.js'
import { buildRawReply } from '../send/index.js'
import type { CatalogExample } from '../../schemas/catalog.js'
import type { CollectedError } from './collect.js'

/**
 * Occurrences of an error: those that its definition names, else one.
 *
 * @throws FST_ERR_REPLIES_INVALID_ERROR for an example that is not a detail of the error
 */
export function buildOccurrences ({ factory, definition, occurrence }: CollectedError): readonly ErrorReply[] {
  if (occurrence !== undefined) return [occurrence]
  if (definition.isOwn !== true) return [buildBuiltIn(definition as CatalogRow)]
  return definitionExamples(factory)
}

/** An occurrence in a format, to the byte as a client receives it. */
export function buildExample (occurrence: ErrorReply, format: CompiledFormat, entry: CollectedError, tag: string): CatalogExample {
  const { options } = entry
  const error = finalize(inFormat(occurrence, format, entry), undefined, options)
  const translated = translateExample(error, options, tag, format.onlyAscii)
  const rendered = renderReply(format, translated?.error ?? error, noExtras)
  const required = requiredHeaders(error, undefined, () => undefined, options, translated, linkedPage(error, rendered.format, options.pages))
  const { statusCode, headers, body } = buildRawReply(error, rendered.format, rendered.body, required)
  return { format: rendered.format.name, status: statusCode, headers, body }
}

function translateExample (error: ErrorReply, { languages }: CollectedError['options'], tag: string, onlyAscii: boolean | undefined): TranslatedReply | undefined {
  if (languages === undefined) return undefined
  const { error: translated, tag: own } = languages.inLanguage(error, tag, onlyAscii)
  return { error: translated, language: own ?? languages.tags[0], isCustom: own === undefined, varies: false }
}

const validations = new Set<ErrorDefinition>([errors.invalidBody[kDefinition], errors.invalidParameter[kDefinition]])

/** An occurrence under the status that it has in a format: a failed validation that of the option, else of the format. */
export function inFormat (error: ErrorReply, format: CompiledFormat, { definition: row, options: { validationStatusCode } }: CollectedError): ErrorReply {
  // Not the row where a route gives it another code
  if (!validations.has(row)) return error
  const definition = withStatus(row, validationStatusCode ?? format.validationStatusCode)
  return new ErrorReply(definition, { message: error.message, customMessage: error.message !== definition.message, issues: error.issues, foreign: true })
}

// What a row needs besides its own example, to show its headers
const rowArguments: Readonly<Record<string, readonly unknown[]>> = {
  notAcceptable: [['application/json']],
  unsupportedMediaType: [['application/json']],
  rangeNotSatisfiable: [1000],
  upgradeRequired: [['websocket']],
  tooManyRequests: [30],
  unavailableForLegalReasons: ['https://example.com/order'],
  serviceUnavailable: [120]
}

function buildBuiltIn (row: CatalogRow): ErrorReply {
  switch (row.name) {
    // Most of these are failed validations, as Ajv finds them
    case 'invalidBody': return new ErrorReply(row, {
      issues: [buildIssue('body', 'name', '', "must have required property 'name'", 'string', 'undefined')]
    })
    case 'invalidParameter': return new ErrorReply(row, {
      message: 'Invalid parameter value for limit.',
      issues: [buildIssue('querystring', 'limit', '/limit', 'must be integer', 'integer', 'string')]
    })
    case 'methodNotAllowed': return errors.methodNotAllowed(['GET', 'POST'], 'Invalid request method PUT.')
    default: return buildErrorReply(row, row.example ?? rowArguments[row.name] ?? [], errors.fail)
  }
}

function buildIssue (where: Issue['in'], name: string, pointer: string, message: string, expected: string, received: string): Issue {
  return { path: name, keys: [name], in: where, kind: 'invalid_type', message, pointer, expected, received }
}
