import { definitionNamed, definitionOf } from '../../error/catalog.js'
import { ErrorReply, type ErrorDefinition, type Issue } from '../../error/error-reply.js'
import { kDefaultMessage, kDefinition, kForeign, kMessageKey, kOAuth2, kText, kTranslatable } from '../../error/symbols.js'
import { callFunction } from '../../util/call-function.js'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { IssueInput, TextInput } from '../../error/language-texts.js'
import type { Language, Text } from './language-type.js'

const MAX_ISSUES = 12_288 // characters of all issue texts in one reply; further issues keep theirs
const ASCII = /^[\x20-\x7e]*$/

/** An error in the language of a reply. */
export interface Translation {
  readonly error: ErrorReply
  /** Language of its message, `undefined` where the application wrote it for this occurrence. */
  readonly tag: string | undefined
}

/** A definition in a language. The same object each time: formats keep what they prepare by its identity. */
interface TranslatedDefinition {
  readonly definition: ErrorDefinition
  readonly messages: readonly Text<TextInput>[]
}

const definitions = new WeakMap<Language, WeakMap<ErrorDefinition, TranslatedDefinition>>()

/**
 * An error with the texts of a language; the same object where the language has no text for it.
 *
 * @param request `undefined` for malformed HTTP
 * @param onlyAscii whether the format of the reply allows ASCII only; the error then keeps its texts
 */
export function translateError (error: ErrorReply, language: Language, keepIssues: boolean, onlyAscii: boolean, request: FastifyRequest | undefined, log: FastifyBaseLogger | undefined): Translation {
  const isTranslatable = error[kTranslatable]
  const unchanged = { error, tag: isTranslatable ? tagOf(error, language) : undefined }
  const { definition, messages } = translateDefinition(error[kDefinition], language)
  const key = error[kMessageKey]
  const texts = key === undefined ? messages : language.messages.get(key) ?? []
  const message = isTranslatable ? findText(texts, log, () => buildInput(error, request)) : undefined
  const issues = keepIssues || error.issues === undefined || language.issues.size === 0
    ? error.issues
    : translateIssues(error.issues, language, error[kForeign], log)
  if (message === undefined && issues === error.issues && definition === error[kDefinition]) return unchanged
  if (onlyAscii) {
    const texts = [message?.text, ...(issues ?? []).map(({ message }) => message)]
    if (!texts.every((text) => text === undefined || ASCII.test(text))) return unchanged
  }
  return {
    // What formats read: the log has the error itself. Half the time of changeReply, which spreads its parts (Node 20)
    error: new ErrorReply(definition, {
      code: error.code,
      message: message?.text ?? error.message,
      customMessage: message !== undefined || !error[kDefaultMessage],
      detail: error.detail,
      extensions: error.extensions,
      issues,
      headers: error.headers,
      cause: error.cause,
      foreign: error[kForeign],
      // What the application says stays; a list of issues in another language does not
      text: message === undefined && (!isTranslatable || issues === error.issues) ? error[kText] : undefined,
      oauth2: error[kOAuth2]
    }),
    tag: message?.tag ?? unchanged.tag
  }
}

// Texts of definitions of the application are in its default language, those of this package in English
function tagOf (error: ErrorReply, { fallbackTag }: Language): string {
  return error[kDefinition].isOwn === true || /^en\b/i.test(fallbackTag) ? fallbackTag : 'en'
}

function translateDefinition (definition: ErrorDefinition, language: Language): TranslatedDefinition {
  let known = definitions.get(language)
  if (known === undefined) {
    known = new WeakMap()
    definitions.set(language, known)
  }
  let translated = known.get(definition)
  if (translated === undefined) {
    translated = buildDefinition(definition, language)
    known.set(definition, translated)
  }
  return translated
}

function buildDefinition (definition: ErrorDefinition, { titles, messages: byCode }: Language): TranslatedDefinition {
  const title = titles.get(titleCode(definition))
  const messages = byCode.get(definition.code) ?? []
  if (title === undefined && messages.length === 0) return { definition, messages }
  const text = messages[0]?.text
  return {
    definition: {
      ...definition,
      title: title ?? definition.title,
      message: typeof text === 'string' ? text : definition.message,
      isTranslated: true,
      localTitle: title
    },
    messages
  }
}

// Under another status than its own, a built-in error has the title of that status
function titleCode ({ isOwn, name, code, statusCode }: ErrorDefinition): string {
  return isOwn === true || definitionNamed(name)?.statusCode === statusCode ? code : definitionOf(statusCode).code
}

function buildInput (error: ErrorReply, request: FastifyRequest | undefined): TextInput {
  return {
    detail: error.detail,
    statusCode: error.statusCode,
    params: request?.params as TextInput['params'] | null | undefined ?? {},
    path: error.issues?.[0]?.path ?? '',
    method: request?.method ?? ''
  }
}

function translateIssues (issues: readonly Issue[], language: Language, isForeign: boolean, log: FastifyBaseLogger | undefined): readonly Issue[] {
  let room = MAX_ISSUES
  let isChanged = false
  const translated = issues.map((issue) => {
    // A text that the application gave to a helper stays
    if (issue.kind === 'custom' && !isForeign && issue.message !== 'is invalid') return issue
    const found = findText(language.issues.get(issue.kind) ?? [], log, () => buildIssueInput(issue))
    if (found === undefined || (room -= found.text.length) < 0) return issue
    isChanged = true
    // The path in full: the text does not name a missing property, as that of a validator does
    return { ...issue, message: found.text, pointer: issue.keys.map((key) => `/${key}`).join(''), isTranslated: true }
  })
  return isChanged ? translated : issues
}

function buildIssueInput ({ path, keys, expected, received, parameters }: Issue): IssueInput {
  return { path, field: keys.at(-1) ?? '', expected, received, ...parameters }
}

// The first text that there is: a function that fails leaves it to the next
function findText<Input> (texts: readonly Text<Input>[], log: FastifyBaseLogger | undefined, buildInput: () => Input): { text: string, tag: string } | undefined {
  for (const { text: source, role, tag } of texts) {
    const text = typeof source === 'string' ? source : callFunction(role, source, log, buildInput())
    if (text !== undefined && text !== '') return { text, tag }
  }
  return undefined
}
