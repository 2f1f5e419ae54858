import { createRequire } from 'node:module'
import { joinVary } from '../http/header-values.js'
import { mediaTypes, type Representation, type RepresentationName } from './representations.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type NegotiatorType from 'negotiator'

// It declares its CommonJS export as an ES default, which nodenext cannot construct
const Negotiator = createRequire(import.meta.url)('negotiator') as typeof NegotiatorType

const MAX_ACCEPT = 1024 // characters; a longer header is not read

/** The representation that `?format=` names, else that of `Accept`, else JSON. */
export function chooseRepresentation ({ query, headers: { accept } }: FastifyRequest): RepresentationName {
  const { format } = query as { format?: unknown }
  if (typeof format === 'string' && Object.hasOwn(mediaTypes, format)) return format as RepresentationName
  if (accept === undefined || accept.length > MAX_ACCEPT) return 'json'
  const preferred = new Negotiator({ headers: { accept } }).mediaType(Object.values(mediaTypes))
  return Object.keys(mediaTypes).find((name) => mediaTypes[name as RepresentationName] === preferred) as RepresentationName | undefined ?? 'json'
}

/** Language of a page; `varies` where `Accept-Language` decided. */
export interface PageLanguage {
  readonly tag: string
  readonly varies: boolean
}

/** Sends a representation, or 304 where the client has it (RFC 9110 section 13.1.2). */
export function sendRepresentation ({ text, contentType, etag, policy }: Representation, { headers }: FastifyRequest, reply: FastifyReply, language: PageLanguage | undefined): FastifyReply {
  reply.headers({
    'cache-control': 'public, max-age=300',
    'content-security-policy': policy,
    'content-type': contentType,
    etag,
    'referrer-policy': 'no-referrer',
    vary: joinVary(reply.getHeader('vary') as string | string[] | undefined, language?.varies === true ? 'Accept, Accept-Language' : 'Accept'),
    ...(language !== undefined && { 'content-language': language.tag }),
    'x-content-type-options': 'nosniff'
  })
  const tags = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  if (reply.statusCode === 200 && (tags.includes(etag) || tags.includes('*'))) return reply.code(304).removeHeader('content-type').send()
  return reply.send(text)
}
