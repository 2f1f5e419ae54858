import { askMethodNotAllowed } from '../method-not-allowed.js'

export const question = askMethodNotAllowed(10)
