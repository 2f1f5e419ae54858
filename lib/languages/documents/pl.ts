import { en, type DocumentTexts } from './en.js'

export const pl: DocumentTexts = en
