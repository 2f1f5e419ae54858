import t from 'tap'
import { errors } from '../../lib/index.js'
import { kDefinition, kForeign } from '../../lib/error/symbols.js'
import { translate as translateReply } from '../../lib/finalize/language.js'
import { resolveLanguages } from '../../lib/finalize/languages/resolve.js'
import { resolveFinalizeOptions } from '../../lib/finalize/options.js'
import { buildValidationReply } from '../../lib/normalize/index.js'
import type { ErrorReply } from '../../lib/index.js'
import type { LanguageTexts } from '../../lib/error/language-texts.js'

/** The error in German. */
function translate (error: ErrorReply, texts: LanguageTexts, onlyAscii?: boolean, fallback?: LanguageTexts) {
  const languages = resolveLanguages(fallback === undefined ? { de: texts } : { de: texts, fr: fallback }, undefined, fallback === undefined ? 'en' : 'fr', [])
  return languages?.inLanguage(error, 'de', onlyAscii) as { error: ErrorReply, tag: string | undefined }
}

const request = { body: {} } as never
const validation = (failures: readonly unknown[], more: object = {}) =>
  buildValidationReply({ where: 'body', failures, cause: undefined, statusCode: 400, maxIssues: 50, ...more }, request)
const missing = { keyword: 'required', instancePath: '/a', params: { missingProperty: 'b' }, message: 'is missing' }

t.test('an error that a language has no text for is the same object', async t => {
  const gone = errors.gone()
  for (const texts of [{}, { LOCKED: 'Zu.' }, { GONE: undefined }, { GONE: {} }, { invalid_type: 'Falsch.' }]) t.equal(translate(gone, texts as LanguageTexts).error, gone, JSON.stringify(texts))
  const failed = validation([missing])
  t.equal(translate(failed, { too_small: 'Zu klein.' }).error, failed)
  const own = errors.gone('Own.')
  t.strictSame(translate(own, { GONE: undefined }), { error: own, tag: undefined })
  t.strictSame(translate(gone, {}), { error: gone, tag: 'en' })
})

t.test('an error has the texts that a language has', async t => {
  const rows: [texts: LanguageTexts, title: string, message: string, tag: string][] = [
    [{ GONE: 'Weg.' }, 'Gone', 'Weg.', 'de'],
    [{ GONE: () => 'Weg.' }, 'Gone', 'Weg.', 'de'],
    [{ GONE: { title: 'Fort', message: 'Weg.' } }, 'Fort', 'Weg.', 'de'],
    [{ GONE: { title: 'Fort' } }, 'Fort', 'What was at this address is gone for good.', 'en'],
    [{ GONE: { message: () => 'Weg.' } }, 'Gone', 'Weg.', 'de'],
    [{ GONE: { title: 'Fort', message: () => '' } }, 'Fort', 'What was at this address is gone for good.', 'en']
  ]
  for (const [texts, title, message, tag] of rows) {
    const gone = errors.gone()
    const translated = translate(gone, texts)
    t.same([translated.error.title, translated.error.message, translated.tag], [title, message, tag])
    t.equal(gone.title, 'Gone')
  }
  const own = translate(errors.gone('Own.', { code: 'OWN', detail: { a: 1 }, extensions: { b: 2 }, headers: { 'x-a': 'b' }, cause: 3 }), { GONE: { title: 'Fort', message: 'Weg.' } })
  t.match(own, { tag: undefined, error: { title: 'Fort', message: 'Own.', code: 'OWN', detail: { a: 1 }, extensions: { b: 2 }, headers: { 'x-a': 'b' }, cause: 3 } })
})

t.test('the definition of an error in a language is one object, by which formats keep what they prepare', async t => {
  const languages = resolveLanguages({ de: { GONE: 'Weg.' }, fr: { GONE: 'Parti.' } }, undefined, 'en', [])
  const definitionOf = (tag: string) => languages?.inLanguage(errors.gone(), tag).error[kDefinition]
  t.equal(definitionOf('de'), definitionOf('de'))
  t.not(definitionOf('de'), definitionOf('fr'))
  t.match(definitionOf('de'), { message: 'Weg.', isTranslated: true, localTitle: undefined })
})

t.test('what the language does not have is that of the default language', async t => {
  const fallback: LanguageTexts = { GONE: { title: 'Disparu', message: 'Parti.' }, LOCKED: 'Ferm\u00e9.', invalid_type: 'Faux.' }
  t.match(translate(errors.gone(), { GONE: { title: 'Fort', message: 'Weg.' } }, false, fallback), { tag: 'de', error: { title: 'Fort', message: 'Weg.' } })
  t.match(translate(errors.gone(), { GONE: { title: 'Fort' } }, false, fallback), { tag: 'fr', error: { title: 'Fort', message: 'Parti.' } })
  t.match(translate(errors.gone(), { GONE: 'Weg.' }, false, fallback), { tag: 'de', error: { title: 'Disparu', message: 'Weg.' } })
  t.match(translate(errors.locked(), {}, false, fallback), { tag: 'fr', error: { message: 'Ferm\u00e9.' } })
  t.match(translate(errors.forbidden(), {}, false, fallback), { tag: 'en', error: { message: 'You cannot do that.' } }, 'those of this package are in English')
  t.equal(translate(validation([missing]), {}, false, fallback).error.issues?.[0]?.message, 'Faux.')
  const british = resolveLanguages({ 'en-GB': {} }, undefined, 'en-GB', [])
  t.equal(british?.inLanguage(errors.gone()).tag, 'en-GB')
  t.equal(british?.inLanguage(errors.gone(), 'de').tag, 'en-GB', 'a language that there is not is the default one')
})

t.test('a format of ASCII alone has the texts that are ASCII', async t => {
  const gone = errors.gone()
  const failed = validation([missing])
  t.equal(translate(gone, { GONE: 'Weg.' }, true).error.message, 'Weg.')
  t.equal(translate(gone, { GONE: 'F\u00fcr immer weg.' }, true).error, gone)
  t.equal(translate(gone, { GONE: 'F\u00fcr immer weg.' }).error.message, 'F\u00fcr immer weg.')
  t.equal(translate(failed, { invalid_type: 'Falsch.' }, true).error.issues?.[0]?.message, 'Falsch.')
  t.equal(translate(failed, { invalid_type: 'Ung\u00fcltig.' }, true).error, failed)
  t.equal(translate(failed, { INVALID_BODY: 'Falsch.', invalid_type: 'Ung\u00fcltig.' }, true).error, failed)
})

t.test('a text function without a request gets what there is', async t => {
  const seen: unknown[] = []
  const keep = (input: unknown) => { seen.push(input); return 'x' }
  translate(errors.gone('No.'), { GONE: keep })
  translate(errors.gone(undefined, { detail: { a: 1 } }), { GONE: keep })
  translate(validation([missing]), { INVALID_BODY: keep, invalid_type: keep })
  translate(validation([]), { custom: keep })
  t.strictSame(seen, [
    { detail: { a: 1 }, statusCode: 410, params: {}, path: '', method: '' },
    { detail: undefined, statusCode: 400, params: {}, path: 'a.b', method: '' },
    { path: 'a.b', field: 'b', expected: undefined, received: 'undefined' },
    { path: '', field: '', expected: undefined, received: undefined }
  ])
})

t.test('an issue has the text of its kind', async t => {
  const texts: LanguageTexts = { invalid_type: 'Falsch.', custom: 'Ung\u00fcltig.' }
  const [issue] = translate(validation([missing]), texts).error.issues ?? []
  t.match(issue, { path: 'a.b', keys: ['a', 'b'], kind: 'invalid_type', message: 'Falsch.', pointer: '/a/b', isTranslated: true })

  t.test('except that of the application', async t => {
    const own = translate(errors.unprocessableEntity({ a: ['is blank', 'is invalid'] }), texts).error
    t.same(own.issues?.map(({ message }) => message), ['is blank', 'Ung\u00fcltig.'])
    t.equal(own[kForeign], false)
    const foreign = translate(validation([{ keyword: 'own', instancePath: '/a', message: 'is blank' }]), texts).error
    t.same(foreign.issues?.map(({ message }) => message), ['Ung\u00fcltig.'])
    t.equal(foreign[kForeign], true)
  })

  t.test('up to 12,288 characters of them', async t => {
    const failures = (short: string) => [...Array.from({ length: 24 }, (_, i) => ({ keyword: 'minLength', instancePath: `/${i}`, message: 'is short' })), { keyword: short, instancePath: '/a', message: 'is odd' }]
    const messagesOf = (keyword: string) => translate(validation(failures(keyword)), { too_small: 'x'.repeat(512), too_big: 'y' }).error.issues?.map(({ message }) => message)
    t.same(messagesOf('pattern'), [...Array.from({ length: 24 }, () => 'x'.repeat(512)), 'is odd'])
    t.same(messagesOf('maxLength'), [...Array.from({ length: 24 }, () => 'x'.repeat(512)), 'is odd'])
    const full = translate(validation(failures('maxLength').slice(1)), { too_small: 'x'.repeat(512), too_big: 'y' }).error.issues
    t.equal(full?.at(-1)?.message, 'y')
  })

  t.test('with languages: a validator that keeps its own has them', async t => {
    for (const [language, message] of [['validator', 'is missing'], [{ issues: 'validator' }, 'is missing'], [{}, 'Falsch.'], [() => 'de', 'Falsch.']] as const) {
      const languages = resolveLanguages({ de: texts }, language, 'en', [])
      t.equal(languages?.inLanguage(validation([missing]), 'de').error.issues?.[0]?.message, message)
    }
  })
})

t.test('malformed HTTP, which is no request, has the text of its language without option messages', async t => {
  const messages = () => { throw new Error('No.') }
  const settings = resolveFinalizeOptions({ languages: { de: { GONE: 'Weg.' } }, messages, language: messages }, [])
  const source = { request: undefined, header: 'de', onlyAscii: false }
  const gone = errors.gone()
  const { error, ...rest } = translateReply(gone, source, settings) as { error: ErrorReply }
  t.equal(error.message, 'Weg.')
  t.strictSame(rest, { language: 'de', isCustom: false, varies: true })
  t.match(translateReply(errors.gone('Own.'), source, settings), { error: { message: 'Own.' }, language: 'en', isCustom: true, varies: true })
  t.equal(translateReply(gone, source, resolveFinalizeOptions({}, [])), undefined)
  const redirect = errors.oauthRedirect('https://client.example/', 'access_denied')
  t.strictSame(translateReply(redirect, source, settings), { error: redirect, language: undefined, isCustom: true, varies: false })
})
