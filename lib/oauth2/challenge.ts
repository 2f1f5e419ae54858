import { isToken } from '../http/header-values.js'
import type { FastifyRequest } from 'fastify'

const MAX_VALUE = 1024 // characters of one parameter
const MAX_CHALLENGE = 4096 // characters of all
const MAX_SCHEME = 32 // characters; no registered scheme has half of them

// As their RFCs spell them; they are compared without regard to case
const SCHEMES: Readonly<Record<string, string>> = { basic: 'Basic', bearer: 'Bearer', dpop: 'DPoP', digest: 'Digest' }

/**
 * A challenge: the scheme and its parameters, one at least, those that are `undefined` left out, and those that make it
 * longer than 4,096 characters.
 *
 * Every value is a quoted string (RFC 9110 sections 5.6.4 and 11.2); what is not printable ASCII becomes a question
 * mark.
 */
export function buildChallenge (scheme: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const list: string[] = []
  let room = MAX_CHALLENGE - scheme.length
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue
    const parameter = `${name}=${quote(value)}`
    room -= parameter.length + 2
    if (room >= 0) list.push(parameter)
  }
  return `${scheme} ${list.join(', ')}`
}

function quote (value: string): string {
  return `"${value.slice(0, MAX_VALUE).replace(/[^\x20-\x7e]/gu, '?').replace(/["\\]/g, '\\$&')}"`
}

/** The realm of a challenge, `undefined` without one. */
export function readRealm (challenge: string): string | undefined {
  const [, quoted, token] = /[\s,]realm *= *(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/i.exec(challenge) ?? []
  return quoted?.replace(/\\(.)/g, '$1') ?? token
}

/**
 * The scheme of the credentials in `Authorization`, `undefined` without any.
 *
 * What has no readable scheme counts as Basic, which every token endpoint must take (RFC 6749 section 2.3.1).
 */
export function schemeOf (request: FastifyRequest): string | undefined {
  const { authorization } = request.headers
  if (authorization === undefined || authorization === '') return undefined
  const scheme = authorization.split(' ', 1)[0]
  if (!isToken(scheme) || scheme.length > MAX_SCHEME) return 'Basic'
  return SCHEMES[scheme.toLowerCase()] ?? scheme
}
