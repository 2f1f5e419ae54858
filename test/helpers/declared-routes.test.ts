import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { declaredRoutes, defineError, errors } from '../../lib/index.js'

// What its types refuse is in test/types/declared-routes.tst.ts
t.test('declaredRoutes', async t => {
  const outOfStock = defineError({ code: 'OUT_OF_STOCK', statusCode: 409, title: 'Out of stock', message: 'None left.' })

  t.test('is the instance itself', async t => {
    const fastify = Fastify()
    t.equal(declaredRoutes(fastify), fastify)
  })

  t.test('adds routes that send what they declare', async t => {
    const fastify = Fastify().withTypeProvider<TypeBoxTypeProvider>()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin, { errors: [outOfStock], strictErrors: 'error' })
    declaredRoutes(fastify)
      .get('/orders/:id', {
        schema: { params: Type.Object({ id: Type.Integer() }), response: { 200: Type.Object({ id: Type.Integer() }) } },
        errors: [errors.notFound, outOfStock]
      }, async ({ params }, reply) => {
        if (params.id === 1) return reply.notFound('No such order.')
        return params.id === 2 ? reply.fail(outOfStock) : { id: params.id }
      })
      .route({ method: 'GET', url: '/gone', errors: [errors.gone], handler: (_request, reply) => { reply.fail(errors.gone) } })
      .put('/options', { errors: [], handler: async () => 'fine' })
    const send = async (url: string) => {
      const response = await fastify.inject(url)
      return [response.statusCode, response.json().error?.code ?? response.json()]
    }
    t.same(await send('/orders/1'), [404, 'NOT_FOUND'])
    t.same(await send('/orders/2'), [409, 'OUT_OF_STOCK'])
    t.same(await send('/orders/3'), [200, { id: 3 }])
    t.same(await send('/gone'), [410, 'GONE'])
    t.equal((await fastify.inject({ method: 'PUT', url: '/options' })).body, 'fine')
  })
})
