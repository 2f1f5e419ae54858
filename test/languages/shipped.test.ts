import t from 'tap'
import { catalog } from '../../lib/error/catalog.js'
import { issueKinds } from '../../lib/error/issue-parameters.js'
import { messages, type MessageKey } from '../../lib/error/messages.js'
import * as languages from '../../lib/languages/index.js'
import { resolveOptions } from '../../lib/options.js'
import type { BuiltInCode } from '../../lib/error/generated-names.js'
import type { CompleteLanguage, IssueInput, TextInput } from '../../lib/languages/index.js'

const keys = [...catalog.map(({ code }) => code), ...issueKinds, ...Object.keys(messages)].sort()
const entries = Object.entries(languages) as [keyof typeof languages, CompleteLanguage][]

// Scripts in which each language is written; type names, formats and HTTP stay Latin
const scripts: Partial<Record<string, RegExp>> = { ja: /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u, zh: /\p{sc=Han}/u, ko: /\p{sc=Hangul}/u }

const plain: IssueInput = { path: 'a.b', field: 'b', expected: undefined, received: undefined }
const input: TextInput = { detail: undefined, statusCode: 400, params: {}, path: '', method: '' }

// Every form that a text of a kind can have
const issues: Partial<Record<string, readonly Partial<IssueInput>[]>> = {
  invalid_type: [{ received: 'undefined', expected: 'string' }, { received: 'number', expected: 'string' }, { received: 'number' }],
  invalid_string: [{ format: 'email' }, {}],
  not_multiple_of: [{ limit: 5 }, {}],
  too_small: limits(),
  too_big: limits()
}

function limits (): readonly Partial<IssueInput>[] {
  const units: IssueInput['unit'][] = ['characters', 'items', 'properties']
  return [
    {}, { exclusive: true }, { limit: 3 }, { limit: 3, exclusive: true }, { limit: '2026-01-01T00:00:00.000Z' },
    ...units.flatMap((unit) => [1, 2, 5, 22, '9'].map((limit) => ({ unit, limit }))),
    ...units.map((unit) => ({ unit }))
  ]
}

function text (language: CompleteLanguage, kind: string, issue: Partial<IssueInput>): string {
  const entry = language[kind as 'custom']
  return typeof entry === 'string' ? entry : entry({ ...plain, ...issue })
}

t.test('languages', async t => {
  t.same(Object.keys(languages), ['de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'zh'])

  for (const [tag, language] of entries) {
    t.test(tag, async t => {
      t.same(Object.keys(language).sort(), keys, 'has every code, kind and key of a message, and no other')
      t.equal(resolveOptions({ languages: { [tag]: language } }).languages?.choose(undefined, tag).language.tag, tag, 'is one that the option takes')

      const texts: string[] = []
      for (const { code, title: english, message: englishMessage } of catalog) {
        const { title, message } = language[code as BuiltInCode]
        t.not(title, '', code)
        if (code !== 'CONFLICT') t.not(title, english, code)
        const general = typeof message === 'string' ? message : message(input)
        t.not(general, englishMessage, code)
        t.match(general, /[.。]$/, code)
        t.notMatch(general, /\{\}/, code)
        texts.push(title, general)
      }
      t.match((language.INVALID_PARAMETER_VALUE.message as Function)({ ...input, path: '$&depth' }), /\$&depth/, 'names the parameter')
      t.match((language.INVALID_REQUEST_METHOD.message as Function)({ ...input, method: 'PATCH' }), /\bPATCH/, 'names the method')

      for (const [key, english] of Object.entries(messages)) {
        const message = language[key as MessageKey]
        t.not(message, english, key)
        t.match(message, /[.。]$/, key)
        texts.push(message as string)
      }

      for (const kind of issueKinds) {
        for (const issue of issues[kind] ?? [{}]) {
          const found = text(language, kind, issue)
          t.notMatch(found, /\{\}|undefined|\.$|。$/, `${kind} ${JSON.stringify(issue)}`)
          t.not(found, '')
          const { limit } = issue
          if (limit !== undefined) t.match(found, String(limit), `${kind} ${JSON.stringify(issue)}`)
          texts.push(found)
        }
      }
      const script = scripts[tag]
      if (script !== undefined) for (const found of texts) t.match(found, script)
    })
  }

  t.test('count as the language does', async t => {
    const { de, pl, fr, ja } = languages
    t.same([1, 2].map((limit) => text(de, 'too_small', { limit, unit: 'items' })), ['muss mindestens 1 Eintrag haben', 'muss mindestens 2 Einträge haben'])
    t.same([1, 3, 5, 22].map((limit) => text(pl, 'too_big', { limit, unit: 'characters' })),
      ['może mieć co najwyżej 1 znak', 'może mieć co najwyżej 3 znaki', 'może mieć co najwyżej 5 znaków', 'może mieć co najwyżej 22 znaki'])
    t.same([0, 1, 2].map((limit) => text(fr, 'too_big', { limit, unit: 'items' })),
      ['doit contenir au plus 0 élément', 'doit contenir au plus 1 élément', 'doit contenir au plus 2 éléments'])
    t.equal(text(ja, 'too_small', { limit: 3, unit: 'characters' }), '3 文字以上でなければなりません')
  })
})
