import { en, type DocumentTexts } from './en.js'

export const zh: DocumentTexts = en
