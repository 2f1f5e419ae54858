import { loadDocumentTexts, type DocumentTexts } from '../languages/documents/index.js'
import { buildModel, type CatalogModel } from './model.js'
import { inLanguage, type CatalogSettings } from './options.js'
import { buildRepresentations, type Representations } from './representations.js'
import type { FastifyRequest } from 'fastify'
import type { Collection, Context } from './collect.js'
import type { PageLanguage } from './serve.js'

/** The catalogue in a language. */
export interface LocalCatalog {
  readonly model: CatalogModel
  readonly representations: Representations
  readonly texts: DocumentTexts
}

/** The catalogue in every language of the server. */
export interface Pages {
  /** In the default language. */
  readonly usual: LocalCatalog
  /** In the language of `Accept-Language`; without option `languages` it has no `language`. */
  choose (request: FastifyRequest): LocalCatalog & { readonly language: PageLanguage | undefined }
}

/**
 * Loads the texts of the languages, and builds the catalogue in the default one; in any other at its first request.
 *
 * @throws FST_ERR_REPLIES_INVALID_ERROR
 * @throws FST_ERR_REPLIES_DUPLICATE_CODE
 */
export async function loadPages (collection: Collection, settings: CatalogSettings, languages: Context['languages']): Promise<Pages> {
  const [first, ...others] = languages?.tags ?? ['en']
  const texts = new Map<string, DocumentTexts>()
  for (const tag of [first as string, ...others]) texts.set(tag, await loadDocumentTexts(tag))

  function build (tag: string): LocalCatalog {
    const local = texts.get(tag) as DocumentTexts
    const own = inLanguage(settings, tag)
    const model = buildModel(collection, own, tag, local)
    return { model, representations: buildRepresentations(model, own, tag, local), texts: local }
  }

  const usual = build(first as string)
  const built = new Map([[first as string, usual]])
  return {
    usual,
    choose ({ headers }) {
      if (languages === undefined) return { ...usual, language: undefined }
      // Not by the user: pages are public
      const { language: { tag }, varies } = languages.choose(undefined, headers['accept-language'])
      const page = built.get(tag) ?? build(tag)
      built.set(tag, page)
      return { ...page, language: { tag, varies } }
    }
  }
}
