import { en, type DocumentTexts } from './en.js'

export const pt: DocumentTexts = en
