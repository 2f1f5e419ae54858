import { en, type DocumentTexts } from './en.js'

export const ko: DocumentTexts = en
