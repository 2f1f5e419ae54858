import { STATUS_CODES } from 'node:http'
import { definitionOf, type CatalogRow } from '../error/catalog.js'
import { kOAuth2 } from '../error/symbols.js'
import { authorizationErrors, bearerErrors, tokenErrors } from '../oauth2/codes.js'
import { FST_ERR_REPLIES_DUPLICATE_CODE } from '../util/boot-errors.js'
import { buildExample, buildOccurrences, inFormat } from './examples.js'
import { bodySchemas } from './generated-bodies.js'
import { listProperties } from './properties.js'
import { retries } from './texts.js'
import type { DocumentTexts } from '../languages/documents/index.js'
import type { Catalog, CatalogError, CatalogFormat, CatalogOAuth2 } from '../../schemas/catalog.js'
import type { ErrorDocumentation } from '../error/documentation.js'
import type { OwnDefinition } from '../error/define-error.js'
import type { ErrorReply } from '../error/error-reply.js'
import type { CompiledFormat } from '../formats/index.js'
import type { CollectedError, Collection } from './collect.js'
import type { CatalogSettings } from './options.js'

/** The catalogue of a server that is ready. */
export interface CatalogModel {
  readonly catalog: Catalog
  /** One error, also of those that are not listed. */
  find (code: string): CatalogError | undefined
  /** The current code of one that was renamed. */
  renamed (code: string): string | undefined
}

/**
 * Puts the catalogue together, in a language.
 *
 * @param tag of the language
 * @throws FST_ERR_REPLIES_INVALID_ERROR for an example that is not a detail of its error
 * @throws FST_ERR_REPLIES_DUPLICATE_CODE for an alias or a removed code that an error still has
 */
export function buildModel (collection: Collection, settings: CatalogSettings, tag: string, texts: DocumentTexts): CatalogModel {
  const built = new Map<string, CatalogError>()
  const find = (code: string): CatalogError | undefined => {
    const entry = collection.errors.get(code)
    if (entry === undefined) return undefined
    const known = built.get(code) ?? buildError(entry, collection, settings, tag, texts)
    built.set(code, known)
    return known
  }
  const listed = [...collection.errors.values()].filter(({ isListed }) => isListed)
    .map(({ definition }) => find(definition.code) as CatalogError)
    .sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1))
  const aliases = new Map(listed.flatMap(({ code, aliases }) => aliases.map((alias) => [alias, code])))
  for (const code of [...aliases.keys(), ...Object.keys(settings.removed)]) {
    if (collection.errors.has(code)) throw FST_ERR_REPLIES_DUPLICATE_CODE(code, 'an alias or a removed code of the catalogue')
  }
  const formats = [...collection.formats].map((format, index) => describeFormat(format, index === 0, texts))
  const catalog: Catalog = {
    version: 1,
    title: settings.title ?? texts.labels.title,
    ...(settings.intro !== undefined && { intro: settings.intro }),
    url: settings.baseUrl + settings.path,
    formats,
    statuses: listStatuses(listed, collection, settings, texts),
    errors: listed,
    oauth2: formats.some(({ name }) => name === 'oauth2') ? listOAuth2(texts) : [],
    removed: Object.entries(settings.removed).map(([code, value]) => ({ code, ...(collection.errors.has(value) ? { successor: value } : { text: value }) }))
  }
  return { catalog, find, renamed: (code) => aliases.get(code) }
}

function buildError (entry: CollectedError, { uris, formats }: Collection, { texts: changes, developer }: CatalogSettings, tag: string, texts: DocumentTexts): CatalogError {
  const { definition } = entry
  const { code } = definition
  const own = definition.isOwn === true ? definition as OwnDefinition : undefined
  const row = definition as CatalogRow
  const change = changes[code] ?? {}
  const given: ErrorDocumentation & { cause?: string } = own?.documentation ?? describeBuiltIn(code, texts) ?? describeCode(entry.occurrence as ErrorReply, texts)
  const occurrences = buildOccurrences(entry)
  const used = entry.formats.size === 0 ? entry.options.formats.enabled : [...entry.formats].sort((a, b) => orderOf(a, formats) - orderOf(b, formats))
  const first = inFormat(occurrences[0] as ErrorReply, used[0] as CompiledFormat, entry)
  const { statusCode: status } = first
  const translated = entry.options.languages?.inLanguage(first, tag).error ?? first
  const { description, remedy, since, deprecated } = { ...given, ...change }
  const cause = change.cause ?? given.cause
  const detail = own === undefined ? row.detailSchema : own.schema
  const usage = developer ? `throw ${own === undefined ? `errors.${row.name}` : own.name}(${argumentsOf(row, own, first)})` : undefined
  return {
    code,
    status,
    title: change.title ?? translated.title,
    message: translated.message,
    url: uris.get(code) as string,
    ...(description !== undefined && { description }),
    ...(cause !== undefined && { cause }),
    ...(remedy !== undefined && { remedy }),
    retry: change.retry ?? given.retry ?? retries[definitionOf(status).code] ?? 'no',
    ...(since !== undefined && { since }),
    ...(deprecated !== undefined && { deprecated }),
    aliases: [...given.aliases ?? []],
    headers: listHeaders(status, own, row, first, texts),
    ...(detail !== undefined && { detail: JSON.parse(JSON.stringify(detail)) }),
    properties: detail === undefined ? [] : listProperties(detail, texts),
    examples: used.flatMap((format) => occurrences.map((error) => buildExample(error, format, entry, tag))),
    routes: [...entry.routes.values()].sort((a, b) => a.url < b.url ? -1 : 1),
    ...(usage !== undefined && { usage })
  }
}

function describeBuiltIn (code: string, { errors }: DocumentTexts): ErrorDocumentation & { cause: string } | undefined {
  const known = errors[code]
  if (known === undefined) return undefined
  const [description, cause, remedy] = known
  return { description, cause, remedy }
}

// A code that a route gives to a built-in error, or one of OAuth2
function describeCode ({ [kOAuth2]: oauth2 }: ErrorReply, { oauth2: descriptions }: DocumentTexts): ErrorDocumentation {
  const error = String(oauth2?.error)
  return Object.hasOwn(descriptions, error) ? { description: descriptions[error] } : {}
}

function orderOf (format: CompiledFormat, formats: ReadonlySet<CompiledFormat>): number {
  return [...formats].indexOf(format)
}

function argumentsOf (row: CatalogRow, own: OwnDefinition | undefined, { detail }: ErrorReply): string {
  if (own === undefined) return row.arguments?.signature ?? ''
  return detail === undefined ? '' : JSON.stringify(detail)
}

// Those that the status requires, that the definition names, and that its first example has
function listHeaders (status: number, own: OwnDefinition | undefined, row: CatalogRow, first: ErrorReply, { headers }: DocumentTexts): CatalogError['headers'] {
  const { header } = definitionOf(status)
  const names = [header, own === undefined ? row.header : undefined, ...own?.headerNames ?? [], ...Object.keys(first.headers ?? {})]
  const byKey = new Map(names.filter((name) => name !== undefined).reverse().map((name) => [name.toLowerCase(), name]))
  return [...byKey].reverse().map(([key, name]) => {
    const description = headers[key]
    return { name: toTitleCase(name), ...(description !== undefined && { description }) }
  })
}

function toTitleCase (name: string): string {
  return name === name.toLowerCase() ? name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase()) : name
}

function describeFormat ({ name, contentType, schema }: CompiledFormat, isDefault: boolean, texts: DocumentTexts): CatalogFormat {
  return { name, contentType, default: isDefault, properties: listProperties(schema ?? bodySchemas[name] ?? {}, texts) }
}

function listStatuses (listed: readonly CatalogError[], { phrase }: Collection, { statuses }: CatalogSettings, { errors }: DocumentTexts): Catalog['statuses'] {
  const all = new Set([...Object.keys(statuses).map(Number), ...listed.map(({ status }) => status)])
  return [...all].sort((a, b) => a - b).map((status) => ({
    status,
    name: phrase(status) ?? nameOf(status),
    description: statuses[status] ?? errors[definitionOf(status).code]?.[0] ?? ''
  }))
}

/** Name of a status, as IANA registers it today. */
export function nameOf (status: number): string {
  return status < 400 ? STATUS_CODES[status] ?? 'Success' : definitionOf(status).title
}

function listOAuth2 ({ oauth2 }: DocumentTexts): CatalogOAuth2[] {
  return [
    { endpoint: 'authorization' as const, codes: authorizationErrors },
    { endpoint: 'token' as const, codes: tokenErrors },
    { endpoint: 'resource' as const, codes: bearerErrors }
  ].map(({ endpoint, codes }) => ({
    endpoint,
    errors: Object.keys(codes).map((error) => ({ error, description: oauth2[error] as string }))
  }))
}
