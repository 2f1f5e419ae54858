import { createRequire } from 'node:module'
import Fastify, { type FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { runInNewContext } from 'node:vm'
import sensible from '@fastify/sensible'
import t from 'tap'
import errorsPlugin, { defineError, errors, serverOptions, type ErrorRepliesOptions } from '../lib/index.js'

t.test('plugin', async t => {
  t.test('refuses to be registered twice in one context', async t => {
    const fastify = Fastify()
    fastify.register(errorsPlugin)
    fastify.register(errorsPlugin)
    await t.rejects(async () => { await fastify.ready() }, { code: 'FST_ERR_REPLIES_ALREADY_REGISTERED' })
  })

  t.test('refuses to stand behind @fastify/sensible in one context', async t => {
    const fastify = Fastify()
    fastify.register(sensible)
    fastify.register(errorsPlugin)
    await t.rejects(async () => { await fastify.ready() }, {
      code: 'FST_ERR_REPLIES_NAME_TAKEN',
      message: "'badRequest' is decorated twice in this context, by fastify-error-replies and by @fastify/sensible: remove that registration, the utilities of @fastify/sensible are included (option 'sensible'), or register it in a child context"
    })
  })

  t.test('what fails for another reason keeps it', async t => {
    const mine = defineError({ code: 'MINE', statusCode: 409, title: 'Mine', message: 'Mine.', helper: 'mine' })
    // An application that watches over what its plugins do
    const guards: [keyof FastifyInstance, (name: unknown) => boolean][] = [
      ['decorateReply', (name) => name === 'fail'],
      ['decorateReply', (name) => name === 'mine'],
      ['setNotFoundHandler', () => true]
    ]
    for (const [method, isRefused] of guards) {
      const fastify = Fastify()
      const original = fastify[method] as Function
      Object.defineProperty(fastify, method, {
        value (...args: unknown[]) {
          if (isRefused(args[0])) throw new Error('not in this application')
          return Reflect.apply(original, this, args) as unknown
        }
      })
      fastify.register(errorsPlugin, { errors: [mine] })
      await t.rejects(async () => { await fastify.ready() }, { message: 'not in this application' }, String(method))
    }
  })

  t.test('names the plugin that registers @fastify/sensible before it', async t => {
    const fastify = Fastify()
    fastify.register(fastifyPlugin(async () => {}, { name: 'first' }))
    fastify.register(fastifyPlugin(async (instance) => { await instance.register(sensible) }, { name: 'third-party' }))
    fastify.register(errorsPlugin)
    await t.rejects(async () => { await fastify.ready() }, {
      code: 'FST_ERR_REPLIES_NAME_TAKEN',
      message: /by @fastify\/sensible, which plugin 'third-party' registers: remove .* or register 'third-party' in a child context$/
    })
  })

  for (const options of [{}, { sensible: false }]) {
    t.test(`names the plugin that registers @fastify/sensible after it, with ${JSON.stringify(options)}`, async t => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin, options)
      let failure: unknown
      await fastify.register(fastifyPlugin(async (instance) => {
        // What registering it does, caught: thrown by a plugin with a callback, it would be an uncaught exception
        instance.register(fastifyPlugin(async (same) => {
          try {
            (sensible as unknown as { fastifySensible: (...args: unknown[]) => void }).fastifySensible(same, {}, () => {})
          } catch (error) {
            failure = error
          }
        }, { name: '@fastify/sensible' }))
      }, { name: 'third-party' }))
      await fastify.ready()
      t.match(failure, { code: 'FST_ERR_REPLIES_NAME_TAKEN', message: /by @fastify\/sensible, which plugin 'third-party' registers: /, cause: { code: 'FST_ERR_DEC_ALREADY_PRESENT' } })
    })
  }

  t.test('names no plugin where the application has a helper of that name', async t => {
    const fastify = Fastify()
    fastify.decorateReply('fail', (() => {}) as never)
    fastify.register(errorsPlugin)
    await t.rejects(async () => { await fastify.ready() }, {
      code: 'FST_ERR_REPLIES_NAME_TAKEN',
      message: "'fail' is decorated twice in this context, by fastify-error-replies and by the application or another plugin: rename the other decorator, or register one of the two in a child context"
    })
    const later = Fastify()
    await later.register(errorsPlugin)
    t.throws(() => later.decorateReply('fail', (() => {}) as never), { code: 'FST_ERR_REPLIES_NAME_TAKEN', message: /by the application or another plugin/ })
    t.throws(() => later.decorate('httpErrors', {} as never), { code: 'FST_ERR_REPLIES_NAME_TAKEN', message: /by the application or another plugin/ })
    later.decorate('own', 1)
    t.throws(() => later.decorate('own', 2), { code: 'FST_ERR_DEC_ALREADY_PRESENT' }, 'other names keep the error of Fastify')
  })

  t.test('takes what fastify-cli and @fastify/autoload pass on', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { skipOverride: true, routeParams: true, prefix: '/x' } as object)
    t.equal((await fastify.inject('/')).statusCode, 404)
  })

  t.test('takes the options of the server, which the template of fastify-cli passes on', async t => {
    const options = { ...serverOptions(), trustProxy: true }
    const fastify = Fastify(options)
    await fastify.register(errorsPlugin, options as object)
    t.equal((await fastify.inject('/')).statusCode, 404)
    await t.rejects(async () => { await Fastify().register(errorsPlugin, { trustProxy: true } as object) }, { code: 'FST_ERR_REPLIES_UNKNOWN_OPTION' }, 'this server has no such option')
  })

  t.test('refuses a not-found handler beside its own', async t => {
    const fastify = Fastify()
    fastify.setNotFoundHandler(() => 'mine')
    fastify.register(errorsPlugin)
    await t.rejects(async () => { await fastify.ready() }, {
      code: 'FST_ERR_REPLIES_NOT_FOUND_HANDLER',
      message: /prefix '\/'.*'notFound: false'/
    })
  })

  t.test('leaves the not-found handler to the application with notFound: false', async t => {
    const fastify = Fastify()
    fastify.setNotFoundHandler((_request, reply) => reply.notFound('Mine.'))
    await fastify.register(errorsPlugin, { notFound: false })
    const response = await fastify.inject('/')
    t.equal(response.statusCode, 404)
    t.equal(response.json().error.message, 'Mine.')
  })

  t.test('sends 404 for a known path with methodNotAllowed: false', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { methodNotAllowed: false })
    fastify.get('/', () => 'ok')
    t.equal((await fastify.inject({ method: 'POST', url: '/' })).statusCode, 404)
  })

  t.test('works registered without await, before routes of the same tick', async t => {
    const fastify = Fastify()
    fastify.register(errorsPlugin)
    fastify.get('/', async () => { throw errors.gone() })
    t.equal((await fastify.inject('/')).json().error.code, 'GONE')
  })

  t.test('leaves siblings of an encapsulated registration alone', async t => {
    const fastify = Fastify()
    fastify.register(async (child) => {
      await child.register(errorsPlugin)
      child.get('/', (_request, reply) => reply.gone())
    }, { prefix: '/a' })
    fastify.register(async (child) => {
      child.get('/', async () => { throw Object.assign(new Error('plain'), { statusCode: 410 }) })
    }, { prefix: '/b' })
    t.equal((await fastify.inject('/a')).json().error.code, 'GONE')
    t.equal((await fastify.inject('/a/x')).json().error.code, 'NOT_FOUND')
    t.same((await fastify.inject('/b')).json(), { statusCode: 410, error: 'Gone', message: 'plain' })
    t.equal((await fastify.inject('/b/x')).json().message, 'Route GET:/b/x not found')
    t.notOk(fastify.hasReplyDecorator('conflict'))
  })

  t.test('registers again in a child context with other options', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.register(async (child) => {
      await child.register(errorsPlugin, { challenge: 'Basic realm="child"' })
      child.get('/', (_request, reply) => reply.unauthorized())
    }, { prefix: '/child' })
    fastify.register(async (child) => {
      await child.register(errorsPlugin, { challenge: 'Basic realm="plain"' })
      child.get('/plain', (_request, reply) => reply.unauthorized())
    })
    fastify.get('/', (_request, reply) => reply.unauthorized())
    t.equal((await fastify.inject('/child')).headers['www-authenticate'], 'Basic realm="child"')
    t.equal((await fastify.inject('/plain')).headers['www-authenticate'], 'Basic realm="plain"')
    t.equal((await fastify.inject('/')).headers['www-authenticate'], 'Bearer realm="api"')
    t.equal((await fastify.inject('/child/x')).statusCode, 404)
    t.equal((await fastify.inject('/x')).statusCode, 404)
  })

  t.test('shares everything with a child context that registers it with equal options', async t => {
    const fastify = Fastify()
    const options = () => ({ challenge: 'Basic realm="shared"', negotiate: [], redact: undefined })
    await fastify.register(errorsPlugin, options())
    fastify.register(async (child) => {
      child.setErrorHandler((_error, _request, reply) => { reply.send('not ours') })
      child.register(async (grandchild) => {
        await grandchild.register(errorsPlugin, options())
        grandchild.get('/', (_request, reply) => reply.unauthorized())
      }, { prefix: '/grandchild' })
    }, { prefix: '/child' })
    fastify.register(async (child) => {
      child.setNotFoundHandler((_request, reply) => { reply.send('not ours') })
      child.register(async (grandchild) => { await grandchild.register(errorsPlugin, options()) }, { prefix: '/again' })
    }, { prefix: '/own' })
    const { headers, json } = await fastify.inject('/child/grandchild')
    t.equal(headers['www-authenticate'], 'Basic realm="shared"')
    t.equal(json().error.code, 'UNAUTHORIZED')
    for (const url of ['/child/grandchild/x', '/own/again/x']) t.equal((await fastify.inject(url)).json().error.code, 'NOT_FOUND', url)
    t.equal((await fastify.inject('/own/x')).body, 'not ours')
  })

  t.test('lets onError hooks and a child\'s own error handler see the error of a helper', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    const seen: unknown[] = []
    fastify.addHook('onError', async (_request, _reply, error) => { seen.push(error) })
    fastify.get('/', (_request, reply) => reply.conflict('a', 1, 2))
    fastify.register(async (child) => {
      child.setErrorHandler((error: Error, _request, reply) => { reply.code(418).send({ mine: error.message }) })
      child.get('/child', (_request, reply) => reply.conflict('Taken.'))
    })
    t.equal((await fastify.inject('/')).statusCode, 409)
    t.equal((seen[0] as { code: string }).code, 'CONFLICT')
    const response = await fastify.inject('/child')
    t.equal(response.statusCode, 418)
    t.same(response.json(), { mine: 'Taken.' })
  })
})

t.test('sensible', async t => {
  t.test('its utilities are there, with the reply helpers of this plugin', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.get('/not-found', async () => { throw fastify.httpErrors.notFound('No such document.') })
    fastify.get('/assert', async (request) => {
      const assert: FastifyInstance['assert'] = fastify.assert
      assert((request.query as { ok?: string }).ok, 403, 'Not allowed.')
      return 'ok'
    })
    fastify.get('/to', async () => {
      const [error] = await fastify.to(Promise.reject(new Error('inner')))
      return { message: error.message }
    })
    fastify.get('/cache', async (_request, reply) => {
      reply.maxAge(10).vary('origin')
      return 'ok'
    })
    fastify.get('/conflict', (_request, reply) => reply.conflict('a', 1, 2))
    fastify.get('/get', (_request, reply) => reply.getHttpError(410, 'Gone for good.'))
    fastify.get('/hidden', async () => { throw fastify.httpErrors.createError(404, 'of table users', { expose: false }) })
    fastify.get('/shown', async () => { throw fastify.httpErrors.createError(503, 'Back soon.', { expose: true, headers: { 'retry-after': '3', 'set-cookie': 'a=b' } }) })
    fastify.get('/server', async () => { throw fastify.httpErrors.internalServerError('of table users') })

    const error = async (url: string) => (await fastify.inject(url)).json().error
    t.same(await error('/not-found'), { code: 'NOT_FOUND', message: 'No such document.' })
    t.same(await error('/assert'), { code: 'FORBIDDEN', message: 'Not allowed.' })
    t.equal((await fastify.inject('/assert?ok=1')).body, 'ok')
    t.same((await fastify.inject('/to')).json(), { message: 'inner' })
    const cached = await fastify.inject('/cache')
    t.equal(cached.headers['cache-control'], 'max-age=10')
    t.equal(cached.headers['vary'], 'origin')
    t.equal((await error('/conflict')).detail.conflictField, 'a')
    t.same(await error('/get'), { code: 'GONE', message: 'Gone for good.' })
    t.same(await error('/hidden'), { code: 'NOT_FOUND', message: 'There is nothing at this address.' })
    t.same(await error('/shown'), { code: 'SERVICE_UNAVAILABLE', message: 'Back soon.' })
    const shown = await fastify.inject('/shown')
    t.equal(shown.headers['retry-after'], '3')
    t.equal(shown.headers['set-cookie'], undefined)
    t.same(await error('/server'), { code: 'UNKNOWN_ERROR', message: 'An unknown error has occurred.' })
  })

  t.test('a plugin that depends on it finds it', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    await fastify.register(fastifyPlugin(async (instance) => {
      t.type(instance.httpErrors.notFound, 'function')
    }, { name: 'dependent', dependencies: ['@fastify/sensible'] }))
    t.ok(fastify.hasPlugin('@fastify/sensible'))
  })

  t.test('stays away with sensible: false', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { sensible: false })
    t.notOk(fastify.hasDecorator('httpErrors'))
    t.notOk(fastify.hasPlugin('@fastify/sensible'))
    t.ok(fastify.hasReplyDecorator('conflict'))
  })

  t.test('of a parent context is left as it is', async t => {
    const fastify = Fastify()
    await fastify.register(sensible)
    fastify.register(async (child) => {
      await child.register(errorsPlugin)
      child.get('/child', (_request, reply) => reply.conflict('a', 1, 2))
    })
    fastify.get('/', (_request, reply) => reply.conflict('Taken.'))
    t.equal((await fastify.inject('/child')).json().error.detail.conflictField, 'a')
    t.same((await fastify.inject('/')).json(), { statusCode: 409, error: 'Conflict', message: 'Taken.' })
  })

  t.test('its options are passed on', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { sensible: { sharedSchemaId: 'HttpError' } })
    t.match(fastify.getSchema('HttpError'), { $id: 'HttpError', properties: { statusCode: { type: 'number' } } })
    const plain = Fastify()
    await plain.register(errorsPlugin, { sensible: {} })
    t.ok(plain.hasDecorator('httpErrors'))
  })

  t.test('a helper that is called with an Error has its message, where a client may see it', async t => {
    const causes: unknown[] = []
    const ask = async (path: string, options: ErrorRepliesOptions = {}) => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin, options)
      fastify.addHook('onError', async (_request, _reply, error) => { causes.push(error.cause) })
      const errors = {
        own: new Error('Bad date.'),
        hidden: Object.assign(new Error('of table users'), { expose: false }),
        shown: Object.assign(new Error('Back at noon.'), { expose: true }),
        empty: new Error(''),
        framework: Object.assign(new Error('Route GET:/ not found'), { code: 'FST_ERR_NOT_FOUND' }),
        foreign: runInNewContext("new Error('Of another realm.')") as Error
      }
      for (const [name, error] of Object.entries(errors)) {
        fastify.get(`/400/${name}`, (_request, reply) => reply.badRequest(error))
        fastify.get(`/503/${name}`, (_request, reply) => reply.serviceUnavailable(error))
      }
      return (await fastify.inject(path)).json().error.message
    }
    t.equal(await ask('/400/own'), 'Bad date.')
    t.equal(await ask('/400/foreign'), 'Of another realm.')
    t.match(causes, [{ message: 'Bad date.' }, { message: 'Of another realm.' }])
    t.equal(await ask('/400/hidden'), 'Invalid request.')
    t.equal(await ask('/400/empty'), 'Invalid request.')
    t.equal(await ask('/400/framework'), 'Invalid request.')
    t.equal(await ask('/400/own', { expose: 'deliberate' }), 'Invalid request.')
    t.equal(await ask('/503/own'), 'The service is unavailable. Try again later.')
    t.equal(await ask('/503/shown'), 'Back at noon.')
    t.equal(await ask('/503/own', { expose: 'all' }), 'Bad date.')
  })

  t.test('the helpers we leave to it are those without a row', async t => {
    const names = Object.keys((createRequire(import.meta.url)('@fastify/sensible') as typeof sensible).httpErrors)
    const theirs = names.filter((name) => !Object.hasOwn(errors, name))
    t.same(theirs.sort(), ['HttpError', 'bandwidthLimitExceeded', 'createError', 'getHttpError', 'imateapot', 'networkAuthenticationRequired', 'notExtended'])
  })
})
