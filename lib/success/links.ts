import { FST_ERR_REPLIES_INVALID_LINK } from '../util/boot-errors.js'
import { isMediaRange } from '../http/header-values.js'
import { unsafeScheme } from '../http/uri-schemes.js'
import { cutText } from '../util/json-values.js'
import type { HalLink } from '../../schemas/hal.js'

/** A link: its URI reference, or the object of HAL with a URL or a string as `href`. */
export type LinkTarget = string | URL | (Omit<HalLink, 'href'> & { href: string | URL })

/** Relation → link or links. A relation whose value is `undefined` is left out. */
export type Links = Readonly<Record<string, LinkTarget | readonly LinkTarget[] | undefined>>

// URI-reference (RFC 3986 section 4.1): its characters, complete percent-encodings, at most one fragment. Square
// brackets stand for an address only; `URL` checks that.
const URI = /^(?:[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?$/
// expression = "{" [ operator ] variable-list "}" (RFC 6570 section 2)
const EXPRESSION = /\{[+#./;?&]?[A-Za-z0-9_%.]+(?::\d{1,4}|\*)?(?:,[A-Za-z0-9_%.]+(?::\d{1,4}|\*)?)*\}/g
const LANGUAGE = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/

/**
 * The `_links` of a resource.
 *
 * @throws FST_ERR_REPLIES_INVALID_LINK
 */
export function buildLinks (links: Links): Record<string, HalLink | HalLink[]> {
  const built: Record<string, HalLink | HalLink[]> = {}
  for (const [relation, target] of Object.entries(links)) {
    if (target === undefined) continue
    const name = `link '${cutText(relation, 64)}'`
    built[relation] = Array.isArray(target)
      ? target.map((item: LinkTarget) => buildLink(item, name))
      : buildLink(target as LinkTarget, name)
  }
  return built
}

/** One link object; members that HAL does not know are left out. */
function buildLink (target: LinkTarget, name: string): HalLink {
  if (typeof target === 'string' || target instanceof URL) return { href: checkUri(target, name) }
  if (typeof target !== 'object' || target === null) invalid(name, 'a URI reference or a link object', target)
  const { href, templated, type, deprecation, name: key, profile, title, hreflang } = target
  const link: HalLink = { href: templated === true ? checkTemplate(href, name) : checkUri(href, name) }
  if (templated !== undefined) link.templated = check(templated, typeof templated === 'boolean', `${name}.templated`, 'a boolean')
  if (type !== undefined) link.type = check(type, isMediaRange(type), `${name}.type`, 'a media type')
  if (deprecation !== undefined) link.deprecation = checkUri(deprecation, `${name}.deprecation`)
  if (key !== undefined) link.name = check(key, typeof key === 'string', `${name}.name`, 'a string')
  if (profile !== undefined) link.profile = checkUri(profile, `${name}.profile`)
  if (title !== undefined) link.title = check(title, typeof title === 'string', `${name}.title`, 'a string')
  if (hreflang !== undefined) link.hreflang = check(hreflang, typeof hreflang === 'string' && LANGUAGE.test(hreflang), `${name}.hreflang`, 'a language tag')
  return link
}

/**
 * The value of `Location`: a URI reference that stays in this origin or names another one in full.
 *
 * `//host/path` is refused: made from the path of a request it would redirect to a host that a client chose.
 *
 * @throws FST_ERR_REPLIES_INVALID_LINK
 */
export function buildLocation (url: unknown, name: string): string {
  const location = checkUri(url, name)
  if (location.startsWith('//')) invalid(name, 'a path or an absolute URL', url)
  return location
}

/** Whether a value is a URI reference that is safe to follow. */
function isUri (value: string): boolean {
  return value !== '' && URI.test(value) && unsafeScheme(value) === undefined && URL.canParse(value, 'http://localhost')
}

function checkUri (value: unknown, name: string): string {
  const text = value instanceof URL ? value.href : value
  if (typeof text !== 'string' || !isUri(text)) {
    invalid(name, 'a URI reference, percent-encoded, or with templated: true a URI template', value)
  }
  return text
}

function checkTemplate (value: unknown, name: string): string {
  // What is left when every expression has a value must be a URI reference
  if (typeof value !== 'string' || !isUri(value.replace(EXPRESSION, 'x'))) invalid(name, 'a URI template (RFC 6570)', value)
  return value
}

function check<T> (value: T, isValid: boolean, name: string, expected: string): T {
  if (!isValid) invalid(name, expected, value)
  return value
}

function invalid (name: string, expected: string, actual: unknown): never {
  throw FST_ERR_REPLIES_INVALID_LINK(name, expected, describe(actual))
}

function describe (value: unknown): string {
  return typeof value === 'object' && value !== null && !(value instanceof URL)
    ? Object.prototype.toString.call(value)
    : cutText(String(value), 256)
}
