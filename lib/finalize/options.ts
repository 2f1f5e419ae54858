import { isChallenge } from '../http/header-values.js'
import { resolveOAuth2, type OAuth2Settings, type ResolvedOAuth2 } from '../oauth2/settings.js'
import { checkBoolean, checkFunction, checkList, invalid } from '../util/check-option.js'
import { resolveLanguages, type LanguageOption, type ResolvedLanguages } from './languages/resolve.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { LanguageTexts } from '../error/language-texts.js'

/** Options that finalize an error. */
export interface FinalizeOptions {
  /**
   * How to treat a 4xx that the route does not list in `errors`: ignore it, log it (`'warn'`), or send 500
   * (`'error'`). For tests and development.
   *
   * @default false
   * @see [Testing](testing.md)
   */
  strictErrors?: 'warn' | 'error' | false | undefined
  /**
   * Default `WWW-Authenticate` of a 401 and `Proxy-Authenticate` of a 407, if the error sets none (RFC 9110 section
   * 11.6.1).
   *
   * @default 'Bearer realm="api"'
   */
  challenge?: string | undefined
  /**
   * Send stack and cause chain in member `debug` of the body: for every request, or for those that the function
   * selects. Not for production.
   *
   * @default false
   */
  debug?: boolean | ((request: FastifyRequest) => boolean) | undefined
  /**
   * Send the id of the request in the body and in `X-Request-Id`: 1 to 256 visible ASCII characters; a generated one
   * takes the place of any other.
   *
   * @default false
   */
  requestId?: boolean | undefined
  /**
   * Returns the id of the trace for the body: 1 to 256 characters, `undefined` or 32 zeros for none. Synchronous.
   *
   * @default undefined
   * @see [Observability](observability.md)
   */
  traceId?: ((request: FastifyRequest) => string | undefined) | undefined
  /**
   * Returns the message of an error, to translate or reword it; an empty string keeps it. Validation issues are not
   * passed to it. Synchronous.
   *
   * @default undefined
   * @see [Observability](observability.md#translate-messages)
   */
  messages?: ((error: ErrorReply, request: FastifyRequest) => string) | undefined
  /**
   * Texts by language tag, and in them by code of an error and kind of a validation issue; the client gets those of
   * its language, with `Content-Language`. `fastify-error-replies/languages` has them for the built-in errors. A text
   * is a string or a synchronous function; one that is missing or fails is sent in the default language.
   *
   * @default undefined
   * @see [Languages](languages.md)
   */
  languages?: Readonly<Record<string, LanguageTexts>> | undefined
  /**
   * Language that is sent where none of `languages` matches: one of its tags, or `'en'` for the texts of this
   * package.
   *
   * @default 'en'
   */
  defaultLanguage?: string | undefined
  /**
   * Returns the language of a request, such as that of its user; where it returns none of `languages`,
   * `Accept-Language` decides (RFC 4647 section 3.4). `'validator'` keeps the texts that validators write for issues;
   * an object does both. Synchronous.
   *
   * @default undefined
   */
  language?: LanguageOption | undefined
  /**
   * Fields whose values are replaced by `[redacted]` in the response: names of conflict fields, or dotted paths in
   * `detail`, also through arrays (`items.secret`). It does not change the log.
   *
   * @default []
   */
  redact?: readonly string[] | undefined
  /** Settings of the OAuth2 helpers. */
  oauth2?: OAuth2Settings | undefined
}

/** {@link FinalizeOptions}, resolved. */
export interface FinalizeSettings {
  readonly strictErrors: 'warn' | 'error' | false
  readonly challenge: string
  readonly debug: boolean | ((request: FastifyRequest) => boolean)
  readonly requestId: boolean
  readonly traceId: FinalizeOptions['traceId']
  readonly messages: FinalizeOptions['messages']
  readonly languages: ResolvedLanguages | undefined
  readonly redact: readonly string[]
  readonly oauth2: ResolvedOAuth2
}

export const finalizeDefaults = {
  strictErrors: false,
  challenge: 'Bearer realm="api"',
  debug: false,
  requestId: false,
  traceId: undefined,
  messages: undefined,
  languages: undefined,
  defaultLanguage: 'en',
  language: undefined,
  redact: [],
  oauth2: {}
} as const

/**
 * @param ownCodes codes of the application, `undefined` where they are not known
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 */
export function resolveFinalizeOptions (options: FinalizeOptions, ownCodes: readonly string[] | undefined): FinalizeSettings {
  const { strictErrors, challenge, debug, requestId, traceId, messages, languages, defaultLanguage, language, redact, oauth2 } = { ...finalizeDefaults, ...options } as Required<FinalizeOptions>
  if (!['warn', 'error', false].includes(strictErrors as string)) invalid('strictErrors', 'warn, error or false', strictErrors)
  if (!isChallenge(challenge)) invalid('challenge', 'a challenge such as Bearer realm="api"', challenge)
  if (typeof debug !== 'boolean') checkFunction('debug', 'a boolean or a synchronous function', debug)
  checkBoolean('requestId', requestId)
  if (traceId !== undefined) checkFunction('traceId', 'a synchronous function', traceId)
  if (messages !== undefined) checkFunction('messages', 'a synchronous function', messages)
  checkList('redact', 'an array of dotted paths', redact, (path) => typeof path === 'string' && path !== '')
  return {
    strictErrors, challenge, debug, requestId, traceId, messages, languages: resolveLanguages(languages, language, defaultLanguage as string, ownCodes), redact, oauth2: resolveOAuth2(oauth2 as OAuth2Settings, challenge)
  } as FinalizeSettings
}
