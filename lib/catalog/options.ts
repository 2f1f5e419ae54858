import { checkBoolean, checkNames, invalid, isObject, isText, withoutUndefined } from '../util/check-option.js'
import { isErrorCode } from '../error/error-code.js'
import type { ErrorTexts } from './texts.js'

/** Texts of an error in the catalogue, in place of those of its definition. */
export type TextChanges = Partial<ErrorTexts> & { readonly title?: string | undefined }

/** Texts of the catalogue in a language, in place of those of the options of the same names. */
export type CatalogTexts = Pick<CatalogOptions, 'title' | 'intro' | 'statuses' | 'texts' | 'removed'>

/** Options of `fastify.register(catalog, options)`. */
export interface CatalogOptions {
  /**
   * Path of the catalogue, below the prefix of its context.
   *
   * @default '/errors'
   */
  url?: string | undefined
  /**
   * Heading of the page.
   *
   * @default 'Errors', in the language of the page
   */
  title?: string | undefined
  /** Text under the heading: paragraphs, separated by a blank line, with `code` in backticks. */
  intro?: string | undefined
  /**
   * Origin in front of the path in addresses that clients receive, such as `https://api.example.com`.
   *
   * @default '', addresses are paths
   */
  baseUrl?: string | undefined
  /**
   * List every built-in error, not only those that a route declares or can cause.
   *
   * @default false
   */
  all?: boolean | undefined
  /**
   * Send `Link` with `rel="help"` with errors in the formats that have no member `type`.
   *
   * @default false
   */
  link?: boolean | undefined
  /**
   * Show how the server throws each error.
   *
   * @default false
   */
  developer?: boolean | undefined
  /** Address of the page of the OpenAPI document (swagger-ui), to link operations: `/documentation`. */
  openapi?: string | undefined
  /**
   * Descriptions by status, in place of those that the package has; statuses below 400 are listed as well.
   *
   * @default {}
   */
  statuses?: Readonly<Record<number, string>> | undefined
  /**
   * Title, description, cause, remedy and retry by code, in place of those of the error.
   *
   * @default {}
   */
  texts?: Readonly<Record<string, TextChanges>> | undefined
  /**
   * Codes that are no longer sent: the code that replaces each, or an explanation.
   *
   * @default {}
   */
  removed?: Readonly<Record<string, string>> | undefined
  /**
   * `title`, `intro`, `statuses`, `texts` and `removed` by tags of option `languages` of the plugin.
   *
   * @default {}
   */
  languages?: Readonly<Record<string, CatalogTexts>> | undefined
}

/** {@link CatalogOptions}, resolved. */
export interface CatalogSettings {
  /** Path with the prefix of the context. */
  readonly path: string
  readonly url: string
  readonly title: string | undefined
  readonly intro: string | undefined
  readonly baseUrl: string
  readonly all: boolean
  readonly link: boolean
  readonly developer: boolean
  readonly openapi: string | undefined
  readonly statuses: Readonly<Record<number, string>>
  readonly texts: Readonly<Record<string, TextChanges>>
  readonly removed: Readonly<Record<string, string>>
  readonly languages: Readonly<Record<string, CatalogTexts>>
}

const defaultOptions = {
  url: '/errors',
  title: undefined,
  intro: undefined,
  baseUrl: '',
  all: false,
  link: false,
  developer: false,
  openapi: undefined,
  statuses: {},
  texts: {},
  removed: {},
  languages: {}
}

// Characters of a path (RFC 3986 section 3.3), without those that mean a parameter to the router
const PATH = /^(?:\/[\w.~!$&'()+,;=@%-]+)+$/
const TEXT_NAMES = ['title', 'description', 'cause', 'remedy', 'retry']
const LANGUAGE_NAMES = ['title', 'intro', 'statuses', 'texts', 'removed']

/**
 * @param tags of option `languages` of the plugin
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 */
export function resolveCatalogOptions (options: CatalogOptions, prefix: string, tags: readonly string[]): CatalogSettings {
  checkNames('', options, Object.keys(defaultOptions), ['prefix', 'logLevel', 'logSerializers'])
  const settings = { ...defaultOptions, ...withoutUndefined(options) }
  const { url, baseUrl, all, link, developer, openapi, languages } = settings
  if (typeof url !== 'string' || !PATH.test(url)) invalid('url', 'a path such as /errors', url)
  if (!PATH.test(prefix + url)) invalid('url', 'below a prefix without parameters', prefix + url)
  if (baseUrl !== '' && !isBase(baseUrl)) invalid('baseUrl', 'an http or https URL without a query', baseUrl)
  checkBoolean('all', all)
  checkBoolean('link', link)
  checkBoolean('developer', developer)
  if (openapi !== undefined && !(isText(openapi) && (openapi.startsWith('/') || isBase(openapi)))) invalid('openapi', 'a path or a URL', openapi)
  checkLanguage('', settings)
  checkTexts('languages', `texts by ${tags.length === 0 ? 'language, with option languages of the plugin' : `one of ${tags.join(', ')}`}`, languages, (tag) => tags.includes(tag), isObject)
  for (const [tag, texts] of Object.entries(languages as CatalogSettings['languages'])) {
    checkNames(`languages.${tag}`, texts, LANGUAGE_NAMES)
    checkLanguage(`languages.${tag}.`, texts)
  }
  return { ...settings, path: prefix + url, baseUrl: baseUrl.replace(/\/$/, '') } as CatalogSettings
}

function checkLanguage (path: string, { title, intro, statuses = {}, texts = {}, removed = {} }: CatalogTexts): void {
  if (title !== undefined && !isText(title)) invalid(`${path}title`, 'a non-empty string', title)
  if (intro !== undefined && !isText(intro)) invalid(`${path}intro`, 'a non-empty string', intro)
  checkTexts(`${path}statuses`, 'texts by status', statuses, (status) => /^[1-5]\d\d$/.test(status), isText)
  checkTexts(`${path}removed`, 'codes or texts by code', removed, isErrorCode, isText)
  checkTexts(`${path}texts`, 'texts by code', texts, isErrorCode, isObject)
  for (const [code, changes] of Object.entries(texts)) {
    checkNames(`${path}texts.${code}`, changes, TEXT_NAMES)
    for (const [name, text] of Object.entries(changes)) if (text !== undefined && !isText(text)) invalid(`${path}texts.${code}.${name}`, 'a non-empty string', text)
  }
}

/** The settings with the texts of a language. */
export function inLanguage (settings: CatalogSettings, tag: string): CatalogSettings {
  const own = settings.languages[tag]
  if (own === undefined) return settings
  const texts = { ...settings.texts }
  for (const [code, changes] of Object.entries(own.texts ?? {})) texts[code] = { ...texts[code], ...withoutUndefined(changes) }
  return {
    ...settings,
    title: own.title ?? settings.title,
    intro: own.intro ?? settings.intro,
    statuses: { ...settings.statuses, ...own.statuses },
    texts,
    removed: { ...settings.removed, ...own.removed }
  }
}

function checkTexts (option: string, expected: string, value: unknown, isKey: (key: string) => boolean, isMember: (member: unknown) => boolean): void {
  if (!isObject(value)) invalid(option, expected, value)
  for (const [key, member] of Object.entries(value)) if (!isKey(key) || !isMember(member)) invalid(`${option}.${key}`, expected, member)
}

function isBase (value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false
  const { protocol, search, hash } = new URL(value)
  return /^https?:$/.test(protocol) && search === '' && hash === '' && !/[\s<>"]/.test(value)
}
