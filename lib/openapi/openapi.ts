import { STATUS_CODES } from 'node:http'
import { catalog, definitionOf } from '../error/catalog.js'
import { documentedErrors, errors, isServerStatus, type DocumentedError, type RouteError } from '../helpers/index.js'
import { buildResponse, mediaType, type DocumentedResponse, type DocumentLanguages } from './build-response.js'
import { kDefinition, kOAuth2 } from '../error/symbols.js'
import { isErrorReply } from '../error/error-reply.js'
import type { DocumentTexts } from '../languages/documents/index.js'
import type { Entry } from './error-schemas.js'
import type { RouteOptions } from 'fastify'
import type { CompiledFormat, ResolvedFormats } from '../formats/index.js'
import type { ErrorFactory } from '../error/define-error.js'

/** What documents need of the options. */
export interface DocumentSettings extends ResolvedFormats {
  readonly validationStatusCode: number | undefined
  readonly expose: unknown
  readonly errors: readonly ErrorFactory[]
  /** Option `languages`: documents have the texts of the default language. */
  readonly languages?: DocumentLanguages | undefined
}

/** The error responses of a route, by status and `default`. */
export type DocumentedResponses = ReadonlyMap<string, DocumentedResponse>

/**
 * Builds what documents the error responses of a route; routes that send the same errors share the same objects.
 *
 * @param routes all routes of the context, for the codes that any of them may send
 * @param texts in the language of the document
 */
export function buildRouteDocuments (options: DocumentSettings, routes: readonly RouteOptions[], texts?: DocumentTexts): (route: RouteOptions) => DocumentedResponses {
  const responses = new Map<string, DocumentedResponse>()
  const known = options.expose === 'all' ? undefined : knownCodes([...options.errors, ...routes.flatMap(({ errors }) => errors || [])])

  function respond (status: string, entries: Entry[], others: readonly CompiledFormat[], codes?: readonly string[]): DocumentedResponse {
    const names = others.map(({ name }) => name)
    const key = JSON.stringify([status, entries.map(({ code, formats, sources }) => [code, formats.map(({ name }) => name), sources.map(keyOf)]), names, codes])
    let response = responses.get(key)
    if (response === undefined) {
      // Under `expose: 'all'` errors of the server have codes of Fastify
      const isOpen = known === undefined && (status === 'default' || isServerStatus(Number(status)))
      response = buildResponse({ status, entries, others, codes, isOpen, usual: options.formats.default, languages: options.languages, pages: options.pages, texts })
      responses.set(key, response)
    }
    return response
  }

  return function documentRoute (route) {
    const formats = routeFormats(route, options)
    const byStatus = new Map<string, Entry[]>()
    for (const format of formats) {
      for (const error of documentedErrors(route, options.validationStatusCode ?? format.validationStatusCode)) {
        const own = error.definition.format
        addEntry(byStatus, error, own === undefined ? format : options.formats.byName(own) as CompiledFormat)
      }
    }
    const taken = new Set([...byStatus.values()].flat().map(({ code }) => code))
    const codes = known?.filter((code) => !taken.has(code))
    const document = new Map([...byStatus].sort().map(([status, entries]) => {
      // A failed validation is a 400 in one format and a 422 in another one. What a client gets under such a status in
      // the other format is not that of `default`, which describes the statuses that are not listed.
      const types = new Set(entries.flatMap(({ formats }) => formats.map(mediaType)))
      const others = formats.filter((format) => !types.has(mediaType(format)))
      return [status, others.length === 0 ? respond(status, entries, others) : respond(status, entries, others, codes)]
    }))
    const { internalServerError } = errors
    const { [kDefinition]: definition } = internalServerError
    return document.set('default', respond('default', [{ definition, code: definition.code, sources: [internalServerError], formats }], [], codes))
  }
}

function addEntry (byStatus: Map<string, Entry[]>, { definition, code, source }: DocumentedError, format: CompiledFormat): void {
  const status = String(definition.statusCode)
  const entries = byStatus.get(status) ?? []
  byStatus.set(status, entries)
  const known = entries.find((entry) => entry.code === code && entry.definition.format === definition.format)
  if (known === undefined) {
    entries.push({ definition, code, sources: [source], formats: [format] })
    return
  }
  if (!known.formats.includes(format)) known.formats.push(format)
  if (!known.sources.some((other) => keyOf(other) === keyOf(source))) known.sources.push(source)
}

// Errors that are made for each route are alike, though not the same object
function keyOf (source: RouteError): string {
  return isErrorReply(source) ? JSON.stringify([source, source[kOAuth2]?.error]) : ''
}

// The codes of every error that no route declares: those of the catalogue and of statuses that Node knows, and those
// of the application
function knownCodes (own: readonly RouteError[]): string[] {
  const statuses = Object.keys(STATUS_CODES).map(Number).filter((statusCode) => statusCode >= 400)
  return [...new Set([
    ...catalog.map(({ code }) => code),
    ...statuses.map((statusCode) => definitionOf(statusCode).code),
    ...own.filter((source) => !isErrorReply(source)).map((source) => source[kDefinition].code)
  ])]
}

// Of two formats of one media type, Accept selects the first
function routeFormats ({ config }: RouteOptions, { formats }: DocumentSettings): CompiledFormat[] {
  const own = config?.errorFormat === undefined ? undefined : formats.byName(config.errorFormat)
  const all = own === undefined ? formats.enabled : [own]
  return [...new Map([...all].reverse().map((format) => [mediaType(format), format])).values()].reverse()
}
