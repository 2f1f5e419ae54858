import { description } from './description.js'
import { envelope } from './envelope.js'
import { fastify } from './fastify.js'
import { fields } from './fields.js'
import { jsonRpc } from './json-rpc.js'
import { oauth2 } from './oauth2.js'
import { problem } from './problem.js'
import { problemXml } from './problem-xml.js'
import type { Format, FormatSettings } from '../format.js'

/** Name of a built-in format. */
export type FormatName = 'envelope' | 'problem' | 'fields' | 'description' | 'oauth2' | 'fastify' | 'json-rpc' | 'problem-xml'

/** The built-in formats; a new one is a file beside this, a name above and a row here. */
export const builtInFormats: Readonly<Record<FormatName, (settings: FormatSettings) => Format>> =
  { envelope, problem, fields, description, oauth2, fastify, 'json-rpc': jsonRpc, 'problem-xml': problemXml }
