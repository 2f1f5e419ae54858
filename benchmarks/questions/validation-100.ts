import { askValidation } from '../validation.js'

export const question = askValidation(100)
