import { describe, expect, test } from 'tstyche'
import { de, type CompleteLanguage, type LanguageTexts } from 'fastify-error-replies/languages'
import type { ErrorRepliesOptions } from 'fastify-error-replies'

describe('languages', () => {
  test('a shipped language is complete, and one that can be extended', () => {
    expect(de).type.toBe<CompleteLanguage>()
    expect(de).type.toBeAssignableTo<LanguageTexts>()
    expect<ErrorRepliesOptions>().type.toBeAssignableFrom({
      languages: {
        en: {},
        de: { ...de, OUT_OF_STOCK: { title: 'Ausverkauft', message: ({ detail }: { detail: { left: number } }) => `Nur noch ${detail.left}.` } }
      },
      language: () => 'de',
      defaultLanguage: 'en'
    })
  })

  test('types know the built-in codes and kinds', () => {
    expect<LanguageTexts>().type.toBeAssignableFrom({ NOT_FOUND: 'a', CONFLICT: { title: 'a' }, too_small: ({ limit }: { limit?: number | string | undefined }) => `min ${limit}` })
    expect<LanguageTexts>().type.not.toBeAssignableFrom({ NOT_FOUND: 5 })
    expect<LanguageTexts>().type.not.toBeAssignableFrom({ too_small: { message: 'a' } })
    expect<LanguageTexts>().type.not.toBeAssignableFrom({ OUT_OF_STOCK: 5 })
    expect<CompleteLanguage>().type.not.toBeAssignableFrom({ NOT_FOUND: { title: 'a', message: 'b' } })
    // @ts-expect-error 'to_small' does not exist in type 'LanguageTexts'
    const wrong: LanguageTexts = { to_small: 'a' }
    expect(wrong).type.toBe<LanguageTexts>()
  })

  test('arguments of functions are inferred', () => {
    const texts: LanguageTexts = {
      OUT_OF_STOCK: ({ detail, statusCode }) => {
        expect(statusCode).type.toBe<number>()
        return `${detail.left}`
      },
      CONFLICT: ({ detail, params }) => `${detail?.['conflictField']} ${params['id']}`,
      too_small: ({ limit, field }) => {
        expect(limit).type.toBe<string | number | undefined>()
        expect(field).type.toBe<string>()
        return ''
      }
    }
    expect(texts).type.toBe<LanguageTexts>()
  })
})
