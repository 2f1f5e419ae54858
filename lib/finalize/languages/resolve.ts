import { STATUS_CODES } from 'node:http'
import { catalog, definitionOf } from '../../error/catalog.js'
import { issueKinds } from '../../error/issue-parameters.js'
import { messages as builtInMessages } from '../../error/messages.js'
import { isErrorStatus } from '../../http/error-status.js'
import { checkFunction, checkNames, invalid, isObject } from '../../util/check-option.js'
import { MAX_TEXT } from '../../util/json-values.js'
import { compileChoice, type Choice, type LanguageReader } from './choose.js'
import { translateError, type Translation } from './translate.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../../error/error-reply.js'
import type { ErrorText, IssueInput, IssueText, LanguageTexts, MessageText, TextInput } from '../../error/language-texts.js'
import type { Language, Text } from './language-type.js'

/** Option `languages`, resolved. */
export interface ResolvedLanguages {
  /** The language that is sent where none matches. */
  readonly default: Language
  /** Whether validators write the texts of issues. */
  readonly keepIssues: boolean
  choose (request: FastifyRequest | undefined, header: string | undefined): Choice
  /** Tags, that of the default language first. */
  readonly tags: readonly string[]
  /** An error in a language, for a document; in the default one without a tag, or with one that is not in the option. */
  inLanguage (error: ErrorReply, tag?: string, onlyAscii?: boolean): Translation
}

/** Who decides the language of a request, see option `language`. */
export type LanguageOption = LanguageReader | 'validator' | { readonly request?: LanguageReader | undefined, readonly issues?: 'validator' | undefined }

// Language-Tag (RFC 5646 section 2.1), as far as a range can name it (RFC 4647 section 2.1)
const TAG = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,7}$/

const MAX_TITLE = 256 // characters
const MAX_ISSUE = 512 // characters, as of a validator's text

type Texts = Readonly<Record<string, unknown>>

/**
 * Checks the languages and adds the texts of the default language as a fallback.
 *
 * @param ownCodes codes of the application, `undefined` where they are not known
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 */
export function resolveLanguages (
  languages: Readonly<Record<string, LanguageTexts>> | undefined, language: LanguageOption | undefined, defaultLanguage: string, ownCodes: readonly string[] | undefined
): ResolvedLanguages | undefined {
  if (typeof defaultLanguage !== 'string' || !TAG.test(defaultLanguage)) invalid('defaultLanguage', 'a language tag such as en', defaultLanguage)
  const { read, keepIssues } = readChoice(language)
  if (languages === undefined) {
    if (language !== undefined) invalid('languages', 'set where language is', languages)
    if (defaultLanguage !== 'en') invalid('languages', 'set where defaultLanguage is', languages)
    return undefined
  }
  if (!isObject(languages)) invalid('languages', 'texts by language tag', languages)
  const tags = Object.keys(languages)
  // What there is already is English
  if (defaultLanguage === 'en' && !tags.includes('en')) tags.unshift('en')
  checkTags(tags, defaultLanguage)
  const codes = ownCodes === undefined ? undefined : new Set([...builtInCodes(), ...ownCodes])
  const given = new Map(tags.map((tag) => [tag, checkTexts(tag, languages[tag] === undefined ? {} : languages[tag], codes)]))
  const fallback = given.get(defaultLanguage) as Texts
  const ordered = [defaultLanguage, ...tags.filter((tag) => tag !== defaultLanguage)]
  const resolved = ordered.map((tag) => buildLanguage(tag, given.get(tag) as Texts, defaultLanguage, fallback))
  const first = resolved[0] as Language
  return {
    default: first,
    keepIssues,
    choose: compileChoice(resolved, read),
    tags: ordered,
    inLanguage: (error, tag, onlyAscii = false) => translateError(error, resolved.find((language) => language.tag === tag) ?? first, keepIssues, onlyAscii, undefined, undefined)
  }
}

function readChoice (language: unknown): { read: LanguageReader | undefined, keepIssues: boolean } {
  if (language === undefined || language === 'validator') return { read: undefined, keepIssues: language === 'validator' }
  if (isObject(language)) {
    checkNames('language', language, ['request', 'issues'])
    const { request, issues } = language
    if (request !== undefined) checkFunction('language.request', 'a synchronous function', request)
    if (issues !== undefined && issues !== 'validator') invalid('language.issues', "'validator'", issues)
    return { read: request as LanguageReader | undefined, keepIssues: issues === 'validator' }
  }
  checkFunction('language', "a synchronous function, 'validator' or an object of request and issues", language)
  return { read: language as LanguageReader, keepIssues: false }
}

function checkTags (tags: readonly string[], defaultLanguage: string): void {
  const seen = new Set<string>()
  for (const tag of tags) {
    if (!TAG.test(tag)) invalid('languages', 'texts by a language tag such as de or pt-BR', tag)
    if (seen.has(tag.toLowerCase())) invalid('languages', 'texts by language tags that differ by more than case', tag)
    seen.add(tag.toLowerCase())
  }
  if (!tags.includes(defaultLanguage)) invalid('defaultLanguage', `one of ${tags.join(', ')}`, defaultLanguage)
}

function checkTexts (tag: string, texts: unknown, codes: ReadonlySet<string> | undefined): Texts {
  if (!isObject(texts)) invalid(`languages.${tag}`, 'texts by code and kind', texts)
  for (const [key, text] of Object.entries(texts)) {
    const name = `languages.${tag}.${key}`
    if (!isKind(key) && !isMessageKey(key) && !isCode(key, codes)) invalid(`languages.${tag}`, 'texts by codes of this package and of option errors, by kinds of issues and by keys of messages', key)
    if (text === undefined) continue
    if (isKind(key) || isMessageKey(key) || !isObject(text)) {
      checkText(name, text, isKind(key) ? MAX_ISSUE : MAX_TEXT)
    } else {
      checkNames(name, text, ['title', 'message'])
      const { title, message } = text
      if (title !== undefined && typeof title !== 'string') invalid(`${name}.title`, 'a string', title)
      if (title !== undefined) checkText(`${name}.title`, title, MAX_TITLE)
      if (message !== undefined) checkText(`${name}.message`, message, MAX_TEXT)
    }
  }
  return texts
}

function checkText (name: string, text: unknown, max: number): void {
  if (typeof text !== 'string') checkFunction(name, 'a string or a synchronous function', text)
  else if (text === '' || text.length > max) invalid(name, `a string of 1 to ${max} characters`, `${text.length} characters`)
}

// Those of the catalogue, and of further statuses that Node knows
function builtInCodes (): string[] {
  return [...catalog, ...Object.keys(STATUS_CODES).map(Number).filter(isErrorStatus).map(definitionOf)].map(({ code }) => code)
}

// Before option errors is known, any code may be one of the application
function isCode (key: string, codes: ReadonlySet<string> | undefined): boolean {
  return codes === undefined ? /^[A-Z]/.test(key) : codes.has(key)
}

function buildLanguage (tag: string, texts: Texts, defaultTag: string, fallback: Texts): Language {
  const layers = tag === defaultTag ? [[tag, texts] as const] : [[tag, texts], [defaultTag, fallback]] as const
  const titles = new Map<string, string>()
  const messages = new Map<string, Text<TextInput>[]>()
  const issues = new Map<string, Text<IssueInput>[]>()
  for (const [layerTag, layer] of layers) {
    for (const [key, entry] of Object.entries(layer)) {
      if (entry === undefined) continue
      if (isKind(key)) {
        add(issues, key, entry as IssueText, layerTag, MAX_ISSUE)
        continue
      }
      const { title, message } = isObject(entry) ? entry as Exclude<ErrorText, MessageText> : { title: undefined, message: entry as MessageText }
      if (title !== undefined && !titles.has(key)) titles.set(key, title)
      if (message !== undefined) add(messages, key, message, layerTag, MAX_TEXT)
    }
  }
  return { tag, fallbackTag: defaultTag, titles, messages, issues }
}

function add<Input> (texts: Map<string, Text<Input>[]>, key: string, text: Text<Input>['text'], tag: string, max: number): void {
  const role: Text<Input>['role'] = { name: `text '${key}' of option languages.${tag}`, expected: `a string of at most ${max} characters`, isAnswer: (value) => isAnswer(value, max) }
  const known = texts.get(key)
  if (known === undefined) texts.set(key, [{ text, role, tag }])
  else known.push({ text, role, tag })
}

function isAnswer (value: unknown, max: number): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value.length <= max)
}

function isMessageKey (key: string): boolean {
  return Object.hasOwn(builtInMessages, key)
}

function isKind (key: string): boolean {
  return (issueKinds as readonly string[]).includes(key)
}
