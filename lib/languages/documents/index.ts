import { en, type DocumentTexts } from './en.js'

// Loaded for a document that is in the language, by nothing else
const languages: Readonly<Record<string, () => Promise<DocumentTexts>>> = {
  de: async () => (await import('./de.js')).de,
  es: async () => (await import('./es.js')).es,
  fr: async () => (await import('./fr.js')).fr,
  it: async () => (await import('./it.js')).it,
  ja: async () => (await import('./ja.js')).ja,
  ko: async () => (await import('./ko.js')).ko,
  nl: async () => (await import('./nl.js')).nl,
  pl: async () => (await import('./pl.js')).pl,
  pt: async () => (await import('./pt.js')).pt,
  zh: async () => (await import('./zh.js')).zh
}

/** Texts of documents in a language, `de` for `de-AT`; English where this package does not have it. */
export async function loadDocumentTexts (tag: string): Promise<DocumentTexts> {
  const [primary] = tag.toLowerCase().split('-') as [string]
  return Object.hasOwn(languages, primary) ? await (languages[primary] as () => Promise<DocumentTexts>)() : en
}

/** Puts a value into a text, in place of `{}`. */
export function fill (text: string, value: string | number): string {
  return text.replace('{}', () => String(value))
}

export type { DocumentTexts } from './en.js'
