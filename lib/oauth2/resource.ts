import { checkFunction, invalid, isObject } from '../util/check-option.js'
import { callFunction, type FunctionRole } from '../util/call-function.js'
import { buildChallenge } from './challenge.js'
import { cleanUri, readTokens } from './text.js'
import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Scopes that the route needs: sent with the challenge of a 401 and of a 403 `insufficient_scope`. */
    scope?: string | readonly string[] | undefined
  }
}

/** Metadata of a protected resource (RFC 9728 section 2); other members are sent unchanged. */
export interface ResourceMetadata {
  /** Identifier of the resource: an absolute `https` URL without fragment; `http` is for development. */
  resource: string
  /** Issuer identifiers of the authorization servers that issue its tokens. */
  authorization_servers?: readonly string[] | undefined
  /** Scopes that its routes ask for. */
  scopes_supported?: readonly string[] | undefined
  readonly [member: string]: unknown
}

/** Parameters that a protected resource adds to its challenges. */
export interface ResourceSettings {
  /**
   * Address of the resource's metadata, or a synchronous function that returns it: sent as `resource_metadata` with
   * every Bearer and DPoP challenge of a 401 and of a 403 `insufficient_scope` (RFC 9728 section 5.1), except those
   * that the application has written out.
   *
   * @default that of `wellKnown`; without it, nothing is sent
   * @see [OAuth2](oauth2.md)
   */
  resourceMetadata?: URL | string | ((request: FastifyRequest) => string | undefined) | undefined
  /**
   * `scope` of challenges where a route has no `config.scope`, as an array or divided by blanks.
   *
   * @default undefined
   */
  scope?: string | readonly string[] | undefined
  /**
   * Metadata of the resource, served at `/.well-known/oauth-protected-resource` and the path of `resource` (RFC 9728
   * section 3).
   *
   * @default undefined
   */
  wellKnown?: ResourceMetadata | undefined
}

/** {@link ResourceSettings}, resolved. */
export interface ResolvedResource {
  readonly metadata: string | ((request: FastifyRequest) => string | undefined) | undefined
  readonly scope: string | undefined
  readonly wellKnown: { readonly path: string, readonly body: string } | undefined
}

/** Parameters of a challenge. */
export type ChallengeParameters = Readonly<Record<string, string | undefined>>

const WELL_KNOWN = '/.well-known/oauth-protected-resource'

/** @throws FST_ERR_REPLIES_INVALID_OPTION */
export function resolveResource ({ resourceMetadata, scope, wellKnown }: ResourceSettings): ResolvedResource {
  const served = wellKnown === undefined ? undefined : resolveWellKnown(wellKnown)
  return {
    metadata: resourceMetadata === undefined ? served?.url : resolveMetadata(resourceMetadata),
    scope: scope === undefined ? undefined : resolveScope(scope),
    wellKnown: served
  }
}

function resolveMetadata (value: unknown): ResolvedResource['metadata'] {
  if (typeof value === 'function') {
    checkFunction('oauth2.resourceMetadata', 'an absolute URL or a synchronous function', value)
    return value as (request: FastifyRequest) => string | undefined
  }
  if (!isResource(String(value))) invalid('oauth2.resourceMetadata', 'an absolute URL or a synchronous function', value)
  return cleanUri(value)
}

function resolveScope (value: unknown): string {
  const scope = readTokens(value)
  if (scope === undefined) invalid('oauth2.scope', 'a list of scopes without quotes and backslashes', value)
  return scope as string
}

function resolveWellKnown (metadata: ResourceMetadata) {
  const { resource } = isObject(metadata) ? metadata : {} as ResourceMetadata
  if (!isResource(resource)) invalid('oauth2.wellKnown.resource', 'an absolute URL without fragment', resource)
  const { origin, pathname, search } = new URL(resource)
  // RFC 9728 section 3.1: between host and path; a slash at the end that only stands for the host is left out
  const path = WELL_KNOWN + (pathname === '/' ? '' : pathname)
  return { path, url: origin + path + search, body: JSON.stringify(metadata) }
}

function isResource (value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/[\x21-\x7e]+$/.test(value) && !value.includes('#') && URL.canParse(value)
}

/** The parameters that a protected resource adds to a challenge for a token; members are `undefined` without a value. */
export function resourceParameters (request: FastifyRequest | undefined, { metadata, scope }: ResolvedResource): ChallengeParameters {
  return {
    scope: request === undefined ? scope : readRouteScope(request) ?? scope,
    resource_metadata: typeof metadata === 'function' ? readMetadata(metadata, request) : metadata
  }
}

function readRouteScope (request: FastifyRequest): string | undefined {
  const scope = request.routeOptions.config?.scope
  return scope === undefined ? undefined : readTokens(scope)
}

const metadataRole: FunctionRole<string | undefined> = {
  name: 'option oauth2.resourceMetadata',
  expected: 'an absolute URL',
  isAnswer: (value) => value === undefined || isResource(value)
}

function readMetadata (build: (request: FastifyRequest) => string | undefined, request: FastifyRequest | undefined): string | undefined {
  return request === undefined ? undefined : cleanUri(callFunction(metadataRole, build, request.log, request))
}

/** Option `challenge`, read once. */
export interface DefaultChallenge {
  readonly text: string
  /** Names of its parameters where it is one challenge for a token, so that others can be added. */
  readonly parameters: readonly string[] | undefined
}

/** Reads option `challenge`; nothing is added to one of another scheme than Bearer and DPoP, and to several. */
export function readChallenge (text: string): DefaultChallenge {
  const [, written] = /^(?:Bearer|DPoP)(?: +(.*))?$/i.exec(text) ?? [text, undefined]
  const isToken = /^(?:Bearer|DPoP)(?: |$)/i.test(text)
  const list = (written ?? '').replace(/"(?:[^"\\]|\\.)*"/g, '""').split(',').map((parameter) => parameter.trim()).filter((parameter) => parameter !== '')
  // A blank within a parameter divides the scheme of a second challenge from its first parameter
  const isSingle = list.every((parameter) => /^[^\s=]+ *= *\S+$/.test(parameter))
  return { text, parameters: isToken && isSingle ? list.map((parameter) => parameter.replace(/ *=.*/, '').toLowerCase()) : undefined }
}

/** The challenge of an error without one: that of option `challenge` with what the resource adds. */
export function buildDefaultChallenge ({ text, parameters }: DefaultChallenge, request: FastifyRequest | undefined, resource: ResolvedResource): string {
  if (parameters === undefined) return text
  const added = Object.entries(resourceParameters(request, resource)).filter(([name, value]) => value !== undefined && !parameters.includes(name))
  if (added.length === 0) return text
  return buildChallenge(parameters.length === 0 ? text.trimEnd() : `${text},`, Object.fromEntries(added))
}
