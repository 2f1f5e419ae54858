import { description } from './description.js'
import { envelope } from './envelope.js'
import { fastify } from './fastify.js'
import { fields } from './fields.js'
import { jsonRpc } from './json-rpc.js'
import { oauth2 } from './oauth2.js'
import { problem } from './problem.js'
import { problemXml } from './problem-xml.js'
import type { Format, FormatSettings } from '../format.js'

/** The built-in formats; a new one is a file in this folder and a row here. */
export const builtInFormats = { envelope, problem, fields, description, oauth2, fastify, 'json-rpc': jsonRpc, 'problem-xml': problemXml } satisfies
  Record<string, (settings: FormatSettings) => Format>

/** Name of a built-in format. */
export type FormatName = keyof typeof builtInFormats
