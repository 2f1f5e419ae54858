import { acceptedTypes } from './accepted-types.js'
import { isHeaderValue, isSendable } from '../http/header-values.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorPages } from '../error/error-pages.js'
import type { ErrorHeaders, ErrorReply } from '../error/error-reply.js'
import type { FinalizeSettings } from './options.js'

/** A header that the reply has already, set by a hook or a plugin; `undefined` where it has none of that name. */
export type HeaderLookup = (name: string) => unknown

/**
 * The headers of an error: its own, and those that HTTP requires with its status where neither the error nor the reply
 * has them.
 *
 * @param request `undefined` where there is none (malformed HTTP)
 * @param page address of the error in the catalogue, for `Link` with `rel="help"`
 */
export function requiredHeaders (error: ErrorReply, request: FastifyRequest | undefined, present: HeaderLookup, settings: FinalizeSettings, page?: string): ErrorHeaders | undefined {
  const { headers, statusCode } = error
  const required: ErrorHeaders = {}
  const has = (name: string) => headers?.[name] !== undefined || isSendable(name, present(name))
  switch (statusCode) {
    case 401:
      if (!has('www-authenticate')) required['www-authenticate'] = settings.challenge
      break
    case 407:
      if (!has('proxy-authenticate')) required['proxy-authenticate'] = settings.challenge
      break
    case 415:
      if (request !== undefined) addAccept(required, request, headers?.['accept'] ?? present('accept') as string | undefined)
      break
    case 426:
      if (request !== undefined && request.raw.httpVersionMajor < 2 && has('upgrade')) required['connection'] = 'Upgrade'
  }
  if (settings.requestId && request !== undefined && !has('x-request-id')) addRequestId(required, request)
  if (page !== undefined) addHelp(required, page, headers?.['link'] ?? present('link'))
  return Object.keys(required).length === 0 ? headers : { ...headers, ...required }
}

function addAccept (required: ErrorHeaders, request: FastifyRequest, accept: ErrorHeaders[string] | undefined): void {
  let types = accept
  if (types === undefined) {
    types = acceptedTypes(request).join(', ')
    if (types === '') return
    required['accept'] = types
  }
  // RFC 5789 section 2.2
  if (request.method === 'PATCH') required['accept-patch'] = types
}

function addRequestId (required: ErrorHeaders, { id }: FastifyRequest): void {
  if (isHeaderValue('x-request-id', String(id))) required['x-request-id'] = String(id)
}

// Beside the links that are there already
function addHelp (required: ErrorHeaders, page: string, links: unknown): void {
  const help = `<${page}>; rel="help"`
  required['link'] = isSendable('link', links) ? [links as string | string[], help].flat() : help
}

/** Address of an error in the catalogue, where its reply is to have it in `Link`; a problem has it in `type`. */
export function linkedPage ({ code }: ErrorReply, { name }: { readonly name: string }, pages: ErrorPages): string | undefined {
  return pages.isLinked && name !== 'problem' ? pages.uris?.get(code) : undefined
}
