import { en, type DocumentTexts } from './en.js'

export const fr: DocumentTexts = en
