import { en, type DocumentTexts } from './en.js'

export const nl: DocumentTexts = en
