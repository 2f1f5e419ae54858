import { withStatus } from '../error/catalog.js'
import { buildChallenge, schemeOf } from './challenge.js'
import { changeReply, type ErrorHeaders, type ErrorReply } from '../error/error-reply.js'
import { resourceParameters } from './resource.js'
import { buildLocation, encodeFormValue, encodeState } from './redirect.js'
import { cleanDescription } from './text.js'
import { withoutUndefined } from '../util/check-option.js'
import { readProperty } from '../util/read-property.js'
import { kDefaultMessage, kDefinition } from '../error/symbols.js'
import type { FastifyRequest } from 'fastify'
import type { OAuth2Answer, OAuth2Challenge, OAuth2Parts, OAuth2Redirect } from '../error/oauth2-parts.js'
import type { ResolvedOAuth2 } from './settings.js'

const MAX_LOCATION = 7168 // characters, of the 8 kB that all headers of a reply may have

/** Adds to an OAuth2 reply what depends on the request and the options: its challenges, or where it redirects to. */
export function finalizeOAuth2 (error: ErrorReply, oauth2: OAuth2Parts, request: FastifyRequest, settings: ResolvedOAuth2): ErrorReply {
  switch (oauth2.kind) {
    case 'answer': return finalizeAnswer(error, oauth2, request, settings)
    case 'redirect': return finalizeRedirect(error, oauth2, request, settings)
    case 'challenge': return finalizeChallenge(error, oauth2, request, settings)
  }
}

// A client that failed to authenticate by Authorization gets a 401 with its scheme (RFC 6749 section 5.2)
function finalizeAnswer (error: ErrorReply, { error: code, hasStatus }: OAuth2Answer, request: FastifyRequest, settings: ResolvedOAuth2): ErrorReply {
  const scheme = schemeOf(request)
  const statusCode = code === 'invalid_client' && !hasStatus
    ? scheme === undefined ? settings.invalidClientStatusCode : 401
    : error.statusCode
  if (statusCode !== 401) return error
  const challenge = error.headers?.['www-authenticate'] ?? buildChallenge(scheme ?? 'Basic', { realm: settings.realm })
  return changeReply(error, { headers: { ...error.headers, 'www-authenticate': challenge } }, withStatus(error[kDefinition], statusCode))
}

function finalizeRedirect (error: ErrorReply, oauth2: OAuth2Redirect, request: FastifyRequest, settings: ResolvedOAuth2): ErrorReply {
  const locate = (more: Record<string, string | undefined>) => buildLocation(oauth2.registeredUri, {
    error: encodeFormValue(oauth2.error),
    ...more,
    state: encodeState(oauth2.state, request.raw.url as string),
    iss: encodeFormValue(oauth2.issuer ?? settings.issuer)
  }, oauth2.mode)
  let location = locate({ error_description: encodeFormValue(describe(error)), error_uri: encodeFormValue(oauth2.uri) })
  if (location.length > MAX_LOCATION) location = locate({})
  // A `state` of any length is the client's, and it comes back whole or not at all
  if (location.length > MAX_LOCATION) return changeReply(error, {}, withStatus(error[kDefinition], 400))
  return changeReply(error, {
    // First, so that no other header takes its room
    headers: Object.assign({ location }, error.headers, { location, 'referrer-policy': 'no-referrer' })
  })
}

function finalizeChallenge (error: ErrorReply, oauth2: OAuth2Challenge, request: FastifyRequest, settings: ResolvedOAuth2): ErrorReply {
  const used = findUsedScheme(oauth2, request)
  const isForResource = error.statusCode === 401 || (error.statusCode === 403 && oauth2.error === 'insufficient_scope')
  const fromResource = isForResource ? resourceParameters(request, settings.resource) : {}
  const lines = oauth2.schemes.map((scheme) => buildChallenge(scheme, {
    realm: oauth2.realm ?? settings.realm,
    error: scheme === used ? oauth2.error : undefined,
    error_description: scheme === used && oauth2.error !== undefined ? describe(error) : undefined,
    error_uri: scheme === used && oauth2.error !== undefined ? oauth2.uri : undefined,
    // First those of the error, in their order: where there is no room, what is the same in every challenge is left out
    ...oauth2.parameters,
    ...(isToken(scheme) ? fromResource : undefined),
    ...withoutUndefined(oauth2.parameters),
    algs: scheme.toLowerCase() === 'dpop' ? oauth2.algs : undefined
  }))
  const all = lines.concat(error.headers?.['www-authenticate'] ?? [])
  const headers: ErrorHeaders = { ...error.headers, 'www-authenticate': all.length === 1 ? all[0] as string : all }
  if (used !== undefined) return changeReply(error, { headers })
  // A request without credentials gets no error code (RFC 6750 section 3.1)
  return changeReply(error, {
    headers,
    oauth2: { ...oauth2, error: undefined, uri: undefined },
    ...(error.statusCode === 401 ? { message: undefined, customMessage: undefined } : undefined)
  })
}

// The scheme whose challenge has the error: the one that the request used. Credentials of another scheme do not count
// here.
function findUsedScheme ({ schemes, credentials }: OAuth2Challenge, request: FastifyRequest): string | undefined {
  if (credentials === false) return undefined
  const find = (name: string | undefined) => schemes.find((scheme) => scheme.toLowerCase() === name)
  return find(schemeOf(request)?.toLowerCase()) ??
    (hasTokenParameter(request) ? find('bearer') : undefined) ??
    (credentials === true ? schemes[0] : undefined)
}

// RFC 6750 sections 2.2 and 2.3
function hasTokenParameter ({ query, body }: FastifyRequest): boolean {
  return readProperty(query, 'access_token') !== undefined || readProperty(body, 'access_token') !== undefined
}

// The schemes that RFC 9728 section 5.1 defines `resource_metadata` for
function isToken (scheme: string): boolean {
  return /^(?:bearer|dpop)$/i.test(scheme)
}

function describe (error: ErrorReply): string | undefined {
  return error[kDefaultMessage] ? undefined : cleanDescription(error.message)
}
