import { en, type DocumentTexts } from './en.js'

export const de: DocumentTexts = en
