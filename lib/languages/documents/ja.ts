import { en, type DocumentTexts } from './en.js'

export const ja: DocumentTexts = en
