import fastifyPlugin from 'fastify-plugin'
import { FST_ERR_REPLIES_INVALID_LINK, FST_ERR_REPLIES_INVALID_RESOURCE, FST_ERR_REPLIES_UNKNOWN_OPTION } from '../util/boot-errors.js'
import { buildLinks, buildLocation, type Links, type LinkTarget } from './links.js'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'

/** Links of a 201: `self` is where the new resource is. */
export type CreatedLinks = Links & { readonly self: LinkTarget }

/** Links of a 202: `status` describes the progress of the work, `self` where its result will be. */
export type AcceptedLinks = Links & { readonly status: LinkTarget }

/** A resource or several, to go under `_embedded`. */
export type Embedded = object | readonly object[]

const kEmbedded = Symbol('fastify-error-replies.embedded')

declare module 'fastify' {
  interface FastifyReply {
    /** Relations that the reply is going to embed. */
    [kEmbedded]: Map<string, unknown> | null

    /** Sends 200 with the resource as `application/hal+json`, with `links` under `_links` and embedded resources under `_embedded`. */
    ok (resource?: object | null, links?: Links): FastifyReply

    /** Sends 201: the new resource, its address as link `self` and as `Location` (RFC 9110 section 15.3.2). */
    created (resource: object | null | undefined, links: CreatedLinks): FastifyReply

    /** Sends 202: the work goes on, link `status` describes its progress (RFC 9110 section 15.3.3). */
    accepted (resource: object | null | undefined, links: AcceptedLinks): FastifyReply

    /** Sends 204, without a body and without a content type. */
    noContent (): FastifyReply

    /** Sends 301 with `Location`: a path, or an absolute URL; `//host` is refused. */
    movedPermanently (url: string | URL): FastifyReply

    /** Has a resource, or several, go under `_embedded` of the reply: `reply.embed('items', items).ok(order)`. */
    embed (name: string, resources: Embedded): FastifyReply
  }
}

/**
 * Helpers for success replies, in `application/hal+json` (draft-kelly-json-hal-11).
 *
 * They go through `reply.send(object)`: hooks see the object, and the route's response schema, made with `halSchema`,
 * serializes it. A link that is not a URI, or a resource that is not an object, is a mistake of the application: it is
 * sent as an error, `FST_ERR_REPLIES_INVALID_LINK` or `FST_ERR_REPLIES_INVALID_RESOURCE`, which the client sees as a 500.
 */
const success: FastifyPluginAsync = async (fastify, options) => {
  for (const name of Object.keys(options)) {
    if (!['prefix', 'logLevel', 'logSerializers'].includes(name)) throw FST_ERR_REPLIES_UNKNOWN_OPTION(name, 'none')
  }
  fastify.decorateReply(kEmbedded, null)

  fastify.decorateReply('ok', function (resource, links) {
    return attempt(this, () => sendResource(this, 200, resource, links))
  })

  fastify.decorateReply('created', function (resource, links) {
    return attempt(this, () => {
      const location = buildLocation(readSingle(links, 'self'), 'Location')
      return sendResource(this.header('location', location), 201, resource, links)
    })
  })

  fastify.decorateReply('accepted', function (resource, links) {
    return attempt(this, () => {
      readSingle(links, 'status')
      return sendResource(this, 202, resource, links)
    })
  })

  fastify.decorateReply('noContent', function () {
    return this.code(204).removeHeader('content-type').send()
  })

  fastify.decorateReply('movedPermanently', function (url) {
    return attempt(this, () => this.header('location', buildLocation(url, 'Location')).code(301).send())
  })

  fastify.decorateReply('embed', function (name, resources) {
    this[kEmbedded] ??= new Map()
    this[kEmbedded].set(name, resources)
    return this
  })
}

// A helper may be called from a callback, where whatever it throws would end the process
function attempt (reply: FastifyReply, send: () => FastifyReply): FastifyReply {
  try {
    return send()
  } catch (error) {
    return reply.send(error)
  }
}

function sendResource (reply: FastifyReply, statusCode: number, resource: unknown, links: Links | undefined): FastifyReply {
  const { _links, _embedded, ...members } = readObject(resource ?? {}, 'resource')
  const body: Record<string, unknown> = members
  const allLinks = { ...(_links === undefined ? undefined : readObject(_links, '_links')), ...links } as Links
  if (Object.keys(allLinks).length > 0) body['_links'] = buildLinks(allLinks)
  const embedded = reply[kEmbedded]
  if (embedded !== null || _embedded !== undefined) {
    body['_embedded'] = { ...(_embedded === undefined ? undefined : readObject(_embedded, '_embedded')), ...readEmbedded(embedded) }
  }
  return reply.code(statusCode).type('application/hal+json').send(body)
}

// A model of a database library lists its members through toJSON
function readObject (value: unknown, name: string): Record<string, unknown> {
  const object = typeof (value as { toJSON?: unknown })?.toJSON === 'function' ? (value as { toJSON: () => unknown }).toJSON() : value
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    throw FST_ERR_REPLIES_INVALID_RESOURCE(name, 'an object, lists go into reply.embed', Array.isArray(object) ? 'an array' : typeof object)
  }
  return object as Record<string, unknown>
}

function readEmbedded (embedded: Map<string, unknown> | null): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const [name, resources] of embedded ?? []) {
    if (typeof resources !== 'object' || resources === null) {
      throw FST_ERR_REPLIES_INVALID_RESOURCE(`embedded '${String(name)}'`, 'a resource or an array of them', typeof resources)
    }
    read[name] = resources
  }
  return read
}

function readSingle (links: Links | undefined, relation: string): unknown {
  const target = links?.[relation]
  if (target === undefined || target === null || Array.isArray(target)) {
    throw FST_ERR_REPLIES_INVALID_LINK(`link '${relation}'`, 'one link', Array.isArray(target) ? 'an array' : String(target))
  }
  if (typeof target === 'string' || target instanceof URL) return target
  return (target as { href?: unknown }).href
}

const successPlugin = fastifyPlugin(success, { name: 'fastify-error-replies-success', fastify: '>=5' })

export { successPlugin as default, successPlugin as 'module.exports' }
export type { Links, LinkTarget } from './links.js'
export type { HalLink } from '../../schemas/hal.js'
