import { createHash } from 'node:crypto'
import { buildAssets } from './assets.js'
import { slugOf } from './collect.js'
import { writeErrorHtml, writeIndexPage, writeRemovedPage, type PageSettings } from './html.js'
import { writeErrorPage, writeMarkdown } from './markdown.js'
import type { DocumentTexts } from '../languages/documents/index.js'
import type { Catalog, CatalogError } from '../../schemas/catalog.js'
import type { CatalogModel } from './model.js'
import type { CatalogSettings } from './options.js'

/** Media type of each representation; the first is for clients that accept anything. */
export const mediaTypes = { json: 'application/json', html: 'text/html', md: 'text/markdown' } as const

/** A representation: by name, as in `?format=`. */
export type RepresentationName = keyof typeof mediaTypes

/** A text that is ready to be sent. */
export interface Representation {
  readonly text: string
  readonly contentType: string
  readonly etag: string
  /** Value of `Content-Security-Policy`. */
  readonly policy: string
}

/** The representations of a catalogue, each built at its first request and then cached. */
export interface Representations {
  index (name: RepresentationName): Representation
  error (error: CatalogError, name: RepresentationName): Representation
  removed (removed: Catalog['removed'][number]): Representation
  /** The page of errors that a search finds; an error where it finds one alone. */
  search (text: string): Representation | CatalogError
  /** Path of a page. */
  pathOf (code: string): string
}

const MAX_QUERY = 100 // characters

/** Prepares the representations of a catalogue. */
export function buildRepresentations (model: CatalogModel, { baseUrl, path }: CatalogSettings, tag: string, texts: DocumentTexts): Representations {
  const { catalog } = model
  const page: PageSettings = {
    root: (baseUrl === '' ? '' : new URL(baseUrl).pathname.replace(/\/$/, '')) + path,
    assets: buildAssets(catalog.formats.length),
    tag,
    texts
  }
  const kept = new Map<string, Representation>()

  function keep (key: string, name: RepresentationName, write: () => string): Representation {
    let representation = kept.get(key)
    if (representation === undefined) {
      representation = represent(write(), name, page)
      kept.set(key, representation)
    }
    return representation
  }

  const writers = {
    json: () => `${JSON.stringify(catalog)}\n`,
    html: () => writeIndexPage(model, page),
    md: () => writeMarkdown(model, texts)
  }
  const errorWriters = {
    json: (error: CatalogError) => `${JSON.stringify({ version: catalog.version, ...error })}\n`,
    html: (error: CatalogError) => writeErrorHtml(error, catalog, page),
    md: (error: CatalogError) => writeErrorPage(error, texts)
  }
  return {
    index: (name) => keep(name, name, writers[name]),
    error: (error, name) => keep(`${name} ${error.code}`, name, () => errorWriters[name](error)),
    removed: (removed) => keep(removed.code, 'html', () => writeRemovedPage(removed, catalog, page)),
    pathOf: (code) => `${page.root}/${slugOf(code)}`,
    search (text) {
      const words = text.slice(0, MAX_QUERY).trim().toLowerCase()
      const code = words.toUpperCase().replace(/[\s-]+/g, '_')
      const exact = catalog.errors.find((error) => error.code === code)
      if (exact !== undefined) return exact
      const found = catalog.errors.filter((error) => textOf(error).includes(words))
      return found.length === 1 ? found[0] as CatalogError : represent(writeIndexPage(model, page, found), 'html', page)
    }
  }
}

function textOf ({ code, status, title, message, description, cause, remedy }: CatalogError): string {
  return [code, status, title, message, description, cause, remedy].join(' ').toLowerCase()
}

function represent (text: string, name: RepresentationName, { assets }: PageSettings): Representation {
  return {
    text,
    contentType: `${mediaTypes[name]}; charset=utf-8`,
    etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`,
    policy: name === 'html' ? assets.policy : "default-src 'none'; frame-ancestors 'none'"
  }
}
