import { reword } from './finalize.js'
import { translateError } from './languages/translate.js'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { FinalizeSettings } from './options.js'

/** An error in the language of its reply. */
export interface TranslatedReply {
  readonly error: ErrorReply
  /** Value of `Content-Language`, `undefined` for a reply without a body. */
  readonly language: string | undefined
  /** Whether the application wrote the message for this occurrence: a `Content-Language` that it has set describes it. */
  readonly isCustom: boolean
  /** Whether `Accept-Language` decided. */
  readonly varies: boolean
}

/** Input of the choice of a language. */
export interface TranslationSource {
  /** `undefined` for malformed HTTP. */
  readonly request: FastifyRequest | undefined
  /** `Accept-Language`. */
  readonly header: string | undefined
  /** Whether the format of the reply can hold nothing but ASCII. */
  readonly onlyAscii: boolean
  readonly log?: FastifyBaseLogger | undefined
}

/**
 * The error with the texts of option `languages`, then of option `messages`; `undefined` without option `languages`.
 *
 * The log has the error that this is made from: it stays in the language of the code.
 */
export function translate (error: ErrorReply, { request, header, onlyAscii, log }: TranslationSource, settings: FinalizeSettings): TranslatedReply | undefined {
  const { languages, messages } = settings
  if (languages === undefined) return undefined
  // A redirect has no body
  if (error.statusCode < 400) return { error, language: undefined, isCustom: true, varies: false }
  const { language, varies } = languages.choose(request, header)
  const translation = translateError(error, language, languages.keepIssues, onlyAscii, request, log)
  const reworded = messages === undefined || request === undefined ? translation.error : reword(translation.error, request, messages)
  const tag = reworded === translation.error ? translation.tag : undefined
  return { error: reworded, language: tag ?? languages.default.tag, isCustom: tag === undefined, varies }
}
