import { en, type DocumentTexts } from './en.js'

export const it: DocumentTexts = en
