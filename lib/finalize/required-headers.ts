import { acceptedTypes } from './accepted-types.js'
import { fitHeaders } from './header-budget.js'
import { readRequestId } from './request-id.js'
import { kDefinition, kInvalidArgument, kWebsocket } from '../error/symbols.js'
import { isPresent, isSendable } from '../http/header-values.js'
import { buildDefaultChallenge } from '../oauth2/resource.js'
import { reportFailure } from '../util/report-failure.js'
import type { FastifyRequest, RouteOptions } from 'fastify'
import type { TranslatedReply } from './language.js'
import type { ErrorPages } from '../error/error-pages.js'
import type { ErrorHeaders, ErrorReply } from '../error/error-reply.js'
import type { FinalizeSettings } from './options.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    [kWebsocket]?: true | undefined
  }
}

/** A header that the reply has already, set by a hook or a plugin; `undefined` without one. */
export type HeaderLookup = (name: string) => unknown

/**
 * The headers of an error: its own, and those that HTTP requires with its status where neither the error nor the reply
 * has them; `Content-Language` with option `languages`; all within the budget of a reply.
 *
 * @param request `undefined` for malformed HTTP
 * @param page address of the error in the catalogue, for `Link` with `rel="help"`
 */
export function requiredHeaders (error: ErrorReply, request: FastifyRequest | undefined, present: HeaderLookup, settings: FinalizeSettings, translated?: TranslatedReply, page?: string): ErrorHeaders | undefined {
  const headers = error.headers === undefined ? undefined : fitHeaders(error.headers)
  const mayNeed = REQUIRING.has(error.statusCode) || settings.requestId || translated !== undefined || page !== undefined
  return mayNeed ? addRequired(error, headers, request, present, settings, translated, page) : headers
}

// Statuses with which HTTP requires a header, or this package sends one
const REQUIRING = new Set([401, 407, 415, 426])

function addRequired (
  error: ErrorReply, headers: ErrorHeaders | undefined, request: FastifyRequest | undefined, present: HeaderLookup, settings: FinalizeSettings, translated?: TranslatedReply, page?: string
): ErrorHeaders | undefined {
  const required: ErrorHeaders = {}
  const has = (name: string) => {
    if (isPresent(headers?.[name])) return true
    const value = present(name)
    return isPresent(value) && isSendable(name, value)
  }
  switch (error.statusCode) {
    case 401:
      if (!has('www-authenticate')) required['www-authenticate'] = buildDefaultChallenge(settings.oauth2.challenge, request, settings.oauth2.resource)
      break
    case 407:
      if (!has('proxy-authenticate')) required['proxy-authenticate'] = settings.challenge
      break
    case 415:
      if (request !== undefined) addAccept(required, request, [headers?.['accept'], present('accept') as string | undefined].find(isPresent))
      break
    case 426:
      if (request !== undefined && !has('upgrade')) addUpgrade(required, request, error)
  }
  if (settings.requestId && request !== undefined && !has('x-request-id')) required['x-request-id'] = readRequestId(request)
  if (translated?.language !== undefined && headers?.['content-language'] === undefined && !(translated.isCustom && has('content-language'))) {
    required['content-language'] = translated.language
  }
  if (page !== undefined) addHelp(required, page, headers?.['link'] ?? present('link'))
  return Object.keys(required).length === 0 ? headers : fitHeaders({ ...required, ...headers, ...required })
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

const reported = new WeakSet<object>()

// RFC 9110 section 15.5.22
function addUpgrade (required: ErrorHeaders, request: FastifyRequest, error: ErrorReply): void {
  const definition = error[kDefinition]
  if (request.routeOptions.config?.[kWebsocket] === true) required['upgrade'] = 'websocket'
  else if (request.raw.httpVersionMajor < 2 && error[kInvalidArgument] === undefined && !reported.has(definition)) {
    reported.add(definition)
    reportFailure(request.log, 'warn', `a 426 has no Upgrade header, which HTTP requires (${error.code}): give its protocols, such as reply.upgradeRequired(['websocket'])`)
  }
}

/** Leaves in the config of a route whether it is one of `@fastify/websocket`. */
export function markWebsocket (route: RouteOptions & { readonly websocket?: unknown, readonly wsHandler?: unknown }): void {
  if (route.websocket === true || route.wsHandler !== undefined) route.config = { ...route.config, [kWebsocket]: true }
}

// Added to the links that are set already
function addHelp (required: ErrorHeaders, page: string, links: unknown): void {
  const help = `<${page}>; rel="help"`
  required['link'] = isSendable('link', links) ? [links as string | string[], help].flat() : help
}

/** Address of an error in the catalogue, where its reply is to have it in `Link`; a problem has it in `type`. */
export function linkedPage ({ code }: ErrorReply, { name }: { readonly name: string }, pages: ErrorPages): string | undefined {
  return pages.isLinked && name !== 'problem' ? pages.uris?.get(code) : undefined
}
