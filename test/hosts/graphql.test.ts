import { initTRPC, TRPCError } from '@trpc/server'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { GraphQLError } from 'graphql'
import mercurius from 'mercurius'
import t, { type Test } from 'tap'
import WebSocket from 'ws'
import errorsPlugin, { errors, graphqlErrorFormatter, isErrorReply } from '../../lib/index.js'
import { postgres } from '../../lib/mappers/index.js'
import { expectReplies } from '../support/expect-reply.js'
import { recordLines, recordMessages } from '../support/record.js'
import { routerOptions } from '../support/versions.js'

const thrown: Record<string, () => unknown> = {
  broken: () => { throw new Error('hunter2') },
  taken: () => { throw errors.conflict('name', 'Ada', 'Grace') },
  mapped: () => { throw Object.assign(new Error('hunter2'), { code: '23505' }) },
  issues: () => { throw errors.unprocessableEntity({ name: ['is blank'] }) },
  deliberate: () => { throw new GraphQLError('No more notes.', { extensions: { code: 'LIMIT', max: 5 } }) },
  props: () => { throw new mercurius.ErrorWithProps('Slow down.', { seconds: 3 }, 429) },
  hidden: () => { throw new mercurius.ErrorWithProps('hunter2', { secret: 'hunter2' }, 503) },
  nothing: () => null,
  odd: () => { throw Object.assign(new GraphQLError(''), { extensions: 'hunter2' }) }
}

async function buildGraphql (t: Test, withPlugin = true) {
  const { lines, logger } = recordLines()
  const fastify = Fastify({ logger })
  t.teardown(() => fastify.close())
  if (withPlugin) await fastify.register(errorsPlugin, { mappers: [postgres] })
  await fastify.register(mercurius, {
    schema: `type Query { fine: String, ${Object.keys(thrown).map((name) => `${name}: String${name === 'nothing' ? '!' : ''}`).join(', ')} }`,
    resolvers: { Query: { fine: () => 'fine', ...thrown } },
    errorFormatter: graphqlErrorFormatter
  })
  fastify.get('/broken', async () => { throw new Error('hunter2') })
  const ask = async (query: unknown) => {
    lines.length = 0
    const response = await fastify.inject({ method: 'POST', url: '/graphql', payload: typeof query === 'string' ? { query } : query as object })
    const { data, errors = [] } = response.json()
    t.notMatch(response.body, /hunter2/)
    return { status: response.statusCode, data, errors: errors.map(({ message, path, extensions }: any) => [message, path, extensions]), levels: lines.map(({ level }) => level) }
  }
  return { fastify, lines, ask }
}

const hidden = 'An unknown error has occurred.'

t.test('mercurius, with graphqlErrorFormatter', async (t) => {
  t.test('hides, maps, logs and publishes what resolvers throw', async (t) => {
    const messages = recordMessages(t)
    const { ask } = await buildGraphql(t)
    const one = async (field: string, message: string, extensions: object, level: number, statusCode: number) => {
      t.strictSame(await ask(`{ fine ${field} }`), { status: 200, data: { fine: 'fine', [field]: null }, errors: [[message, [field], extensions]], levels: [level] }, field)
      t.strictSame(messages.splice(0).map((message) => [message.statusCode, message.format]), [[statusCode, 'envelope']], field)
    }
    await one('broken', hidden, { code: 'UNKNOWN_ERROR' }, 50, 500)
    await one('taken', 'Update conflict. Resolve the conflict and try again.', { code: 'CONFLICT', conflictField: 'name', originalValue: 'Ada', newValue: 'Grace' }, 30, 409)
    await one('mapped', 'Another entry has this value already.', { code: 'CONFLICT' }, 30, 409)
    await one('issues', 'The request is well formed but cannot be processed.', { code: 'UNPROCESSABLE_CONTENT', issues: [{ path: 'name', kind: 'custom', message: 'is blank' }] }, 30, 422)
    await one('deliberate', 'No more notes.', { code: 'LIMIT', max: 5 }, 30, 400)
    await one('props', 'Slow down.', { code: 'TOO_MANY_REQUESTS', seconds: 3 }, 30, 429)
    await one('hidden', 'The service is unavailable. Try again later.', { code: 'SERVICE_UNAVAILABLE' }, 50, 503)
    await one('odd', 'Invalid request.', { code: 'INVALID_REQUEST' }, 30, 400)
  })

  t.test('has the status of the only error of an operation without data', async (t) => {
    const { ask } = await buildGraphql(t)
    t.strictSame(await ask('{ fine nothing }'), { status: 500, data: null, errors: [[hidden, ['nothing'], { code: 'UNKNOWN_ERROR' }]], levels: [50] })
    t.match(await ask('{ broken nothing }'), { status: 200, data: null, errors: [[hidden], [hidden]] }, 'of several, none decides')
    const { fastify: app } = await buildGraphql(t)
    t.match(graphqlErrorFormatter({ statusCode: 422, errors: [errors.gone()] }, { app }), { statusCode: 422, response: { data: null, errors: [{ message: 'What was at this address is gone for good.' }] } })
    t.match(await ask('{ none }'), { status: 400, data: null, errors: [['Cannot query field "none" on type "Query". Did you mean "fine"?', undefined, { code: 'INVALID_REQUEST' }]], levels: [30] })
    t.match(await ask('{ none nowhere }'), { status: 400, errors: [[/none/], [/nowhere/]], levels: [30, 30] })
    t.match(await ask('{ none'), { status: 400, errors: [[/Syntax Error/, undefined, { code: 'INVALID_REQUEST' }]] })
  })

  t.test('has the errors of the request to its route, and leaves other routes to the plugin', async (t) => {
    const { fastify, ask } = await buildGraphql(t)
    t.match(await ask({ hunter2: 1 }), { status: 400, data: null, levels: [30] })
    await expectReplies(t, fastify, '/broken', { status: 500 })
    const response = await fastify.inject({ method: 'POST', url: '/graphql', payload: '{hunter2', headers: { 'content-type': 'application/json' } })
    t.strictSame([response.statusCode, response.json()], [400, { data: null, errors: [{ message: 'Invalid request.', extensions: { code: 'INVALID_REQUEST' } }] }])
  })

  t.test('works without a request, and without the plugin', async (t) => {
    const { fastify, lines } = await buildGraphql(t)
    const { errors: [error] = [] } = await fastify.graphql('{ broken }') as { errors?: any[] }
    t.strictSame([error.message, error.extensions, lines.map(({ level }) => level)], [hidden, { code: 'UNKNOWN_ERROR' }, [50]])
    const alone = await buildGraphql(t, false)
    t.match(await alone.ask('{ mapped }'), { errors: [[hidden]], levels: [50] })
  })
})

t.test('mercurius, a subscription', async (t) => {
  const { lines, logger } = recordLines()
  const fastify = Fastify({ logger, forceCloseConnections: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, { mappers: [postgres] })
  await fastify.register(mercurius, {
    schema: 'type Query { fine: String } type Subscription { mapped: String, refused: String }',
    resolvers: {
      Subscription: {
        mapped: { subscribe: async function * () { yield {} }, resolve: thrown['mapped'] },
        refused: { subscribe: () => { throw new Error('hunter2') } }
      } as never
    },
    subscription: true,
    errorFormatter: graphqlErrorFormatter
  })
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  const ask = (query: string) => new Promise<any>((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${(fastify.server.address() as AddressInfo).port}/graphql`, 'graphql-transport-ws')
    t.teardown(() => socket.terminate())
    socket.on('error', reject).on('open', () => { socket.send('{"type":"connection_init"}') }).on('message', (data) => {
      const message = JSON.parse(String(data))
      if (message.type === 'connection_ack') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
      else resolve(message)
    })
  })
  const { type, payload } = await ask('subscription { mapped }')
  t.match([type, payload.data, payload.errors], ['next', { mapped: null }, [{ message: 'Another entry has this value already.', path: ['mapped'], extensions: { code: 'CONFLICT' } }]])
  t.strictSame(lines.map(({ level }) => level), [30])
  t.match(await ask('subscription { refused }'), { type: 'error', payload: [{ message: 'hunter2' }] }, 'bypasses the formatter')
})

t.test('tRPC', async (t) => {
  const build = async (t: Test, options: Parameters<typeof initTRPC.create>[0] = {}) => {
    const trpc = initTRPC.create(options)
    const procedure = (run: () => unknown) => trpc.procedure.query(() => run() as string)
    const router = trpc.router({
      broken: procedure(() => { throw new Error('hunter2') }),
      taken: procedure(() => { throw errors.conflict('Taken.') }),
      own: procedure(() => { throw new TRPCError({ code: 'NOT_FOUND', message: 'No such note.' }) })
    })
    const fastify = Fastify(routerOptions({ maxParamLength: 5000 }))
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    await fastify.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router } })
    return async (url: string) => {
      const response = await fastify.inject(url)
      return [response.statusCode, response.json().error.message, response.json().error.data?.code]
    }
  }

  t.test('bypasses the error handler, with the messages of all errors', async (t) => {
    const ask = await build(t)
    t.strictSame(await ask('/trpc/broken'), [500, 'hunter2', 'INTERNAL_SERVER_ERROR'])
    t.strictSame(await ask('/trpc/taken'), [500, 'Taken.', 'INTERNAL_SERVER_ERROR'])
    t.strictSame(await ask('/trpc/own'), [404, 'No such note.', 'NOT_FOUND'])
    t.strictSame(await ask('/trpc/none'), [404, 'No procedure found on path "none"', 'NOT_FOUND'])
    t.strictSame(await ask('/none'), [404, 'There is nothing at this address.', undefined])
  })

  t.test('with an errorFormatter hides those that are not meant for a client', async (t) => {
    const ask = await build(t, {
      errorFormatter: ({ shape, error }: any) => ({
        ...shape,
        message: isErrorReply(error.cause) ? error.cause.message : error.code === 'INTERNAL_SERVER_ERROR' ? hidden : shape.message,
        data: { code: isErrorReply(error.cause) ? error.cause.code : error.code }
      })
    } as never)
    t.strictSame(await ask('/trpc/broken'), [500, hidden, 'INTERNAL_SERVER_ERROR'])
    t.strictSame(await ask('/trpc/taken'), [500, 'Taken.', 'CONFLICT'])
    t.strictSame(await ask('/trpc/own'), [404, 'No such note.', 'NOT_FOUND'])
  })
})
