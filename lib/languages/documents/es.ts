import { en, type DocumentTexts } from './en.js'

export const es: DocumentTexts = en
