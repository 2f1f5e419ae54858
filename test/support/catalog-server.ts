import Fastify, { type FastifyServerOptions } from 'fastify'
import { Type } from '@sinclair/typebox'
import catalog, { type CatalogOptions } from '../../lib/catalog/index.js'
import errorsPlugin, { defineError, errors, type ErrorRepliesOptions, type FormatName } from '../../lib/index.js'
import type { Declarable } from '../../lib/error/define-error.js'

export const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ sku, left }) => `Only ${left} of ${sku} left.`,
  detail: Type.Object({
    sku: Type.String({ description: 'Article', examples: ['chair-1'] }),
    left: Type.Integer({ description: 'Pieces that are left' }),
    lines: Type.Optional(Type.Array(Type.Object({ id: Type.String() })))
  }),
  description: 'There are fewer pieces than the order asks for. <b>&"quoted"</b>',
  remedy: 'Order at most `left` pieces.',
  retry: 'no',
  examples: [{ sku: 'chair-1', left: 2 }, { sku: 'lamp-7', left: 0 }],
  since: '1.2',
  aliases: ['SOLD_OUT']
})
export const quotaExceeded = defineError({
  code: 'QUOTA_EXCEEDED',
  statusCode: 429,
  title: 'Quota exceeded',
  message: 'The quota of this month is used up.',
  headers: { 'retry-after': '3600', 'X-Quota': '100' },
  deprecated: 'It becomes `PAYMENT_REQUIRED`.'
})
export const internalOnly = defineError({ code: 'INTERNAL_ONLY', statusCode: 400, title: 'Internal', message: 'Of other teams.', public: false })

export interface CatalogServer {
  plugin?: ErrorRepliesOptions
  catalog?: CatalogOptions
  fastify?: FastifyServerOptions
  /** Formats with their own route: `Accept` cannot select two of one media type. */
  formats?: readonly FormatName[]
  /** What these routes declare. */
  declared?: readonly Declarable[]
}

/** A shop with a catalogue at /errors. */
export async function buildCatalogServer ({ plugin = {}, catalog: options = {}, fastify: serverOptions = {}, formats = [], declared = [outOfStock, quotaExceeded] }: CatalogServer = {}) {
  const fastify = Fastify({ ...serverOptions }) // Fastify 5.0.0 writes to them
  await fastify.register(errorsPlugin, { errors: [outOfStock, quotaExceeded, internalOnly], ...plugin })
  await fastify.register(catalog, { title: 'Shop API', ...options })
  const body = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } }
  const querystring = { type: 'object', properties: { limit: { type: 'integer' } } }
  fastify.post('/orders', { schema: { summary: 'Order', body }, errors: [outOfStock, errors.forbidden] }, async () => { throw outOfStock({ sku: 'chair-1', left: 2 }) })
  fastify.get('/orders', { schema: { querystring }, errors: [errors.forbidden, internalOnly] }, async (_request, reply) => reply.forbidden())
  fastify.get('/quota', { errors: [quotaExceeded] }, async (_request, reply) => reply.fail(quotaExceeded))
  fastify.get('/internal', async (_request, reply) => reply.fail(internalOnly))
  fastify.get('/locked', async (_request, reply) => reply.locked())
  fastify.get('/hidden', { schema: { hide: true }, errors: [errors.paymentRequired] }, async () => 'hidden')
  for (const errorFormat of formats) fastify.get(`/as/${errorFormat}`, { config: { errorFormat }, errors: declared }, async (_request, reply) => reply.fail(outOfStock, { sku: 'chair-1', left: 2 }))
  return fastify
}
