import Fastify, { type FastifyInstance } from 'fastify'
import jwt from '@fastify/jwt'
import auth from '@fastify/auth'
import t from 'tap'
import { resourceParameters, resolveResource } from '../../lib/oauth2/resource.js'
import errorsPlugin, { errors, type ErrorRepliesOptions } from '../../lib/index.js'

type OAuth2Settings = NonNullable<ErrorRepliesOptions['oauth2']>

const METADATA = 'https://api.example/.well-known/oauth-protected-resource'
const bearer = { authorization: 'Bearer abc' }

async function buildServer (options: ErrorRepliesOptions, routes?: (fastify: FastifyInstance) => void) {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, options)
  fastify.get('/factory', async () => { throw errors.unauthorized() })
  fastify.get('/helper', (_request, reply) => reply.unauthorized())
  fastify.get('/bearer', (_request, reply) => reply.bearerError())
  fastify.get('/token', (_request, reply) => reply.bearerError('invalid_token'))
  fastify.get('/step-up', { config: { scope: ['reports:read', 'reports:write'] } }, (_request, reply) => reply.bearerError('insufficient_scope'))
  fastify.get('/request', (_request, reply) => reply.bearerError('invalid_request'))
  fastify.get('/foreign', async () => { throw Object.assign(new Error('No token'), { statusCode: 401 }) })
  fastify.get('/written', async () => { throw errors.unauthorized(undefined, { challenge: 'Bearer realm="own"' }) })
  fastify.get('/scoped', { config: { scope: 'reports:read' } }, async () => { throw errors.unauthorized() })
  fastify.get('/both', (_request, reply) => reply.bearerError('invalid_token', { scheme: ['Bearer', 'DPoP', 'Custom'] }))
  fastify.get('/own-scope', (_request, reply) => reply.bearerError('insufficient_scope', { scope: 'own', resourceMetadata: 'https://other.example/m' }))
  fastify.get('/forbidden', async () => { throw errors.forbidden() })
  routes?.(fastify)
  return fastify
}

async function challengeOf (fastify: FastifyInstance, url: string, headers: Record<string, string> = {}) {
  return (await fastify.inject({ url, headers })).headers['www-authenticate']
}

t.test('option oauth2.resourceMetadata', async t => {
  t.test('is in every challenge for a token, from any call', async t => {
    const fastify = await buildServer({ oauth2: { resourceMetadata: METADATA } })
    const parameter = `resource_metadata="${METADATA}"`
    const challenges: [url: string, challenge: unknown][] = [
      ['/factory', `Bearer realm="api", ${parameter}`],
      ['/helper', `Bearer realm="api", ${parameter}`],
      ['/bearer', `Bearer realm="api", ${parameter}`],
      ['/token', `Bearer realm="api", error="invalid_token", ${parameter}`],
      ['/step-up', `Bearer realm="api", error="insufficient_scope", scope="reports:read reports:write", ${parameter}`],
      ['/foreign', `Bearer realm="api", ${parameter}`],
      ['/scoped', `Bearer realm="api", scope="reports:read", ${parameter}`],
      ['/both', [`Bearer realm="api", error="invalid_token", ${parameter}`, `DPoP realm="api", ${parameter}`, 'Custom realm="api"']],
      ['/own-scope', 'Bearer realm="api", error="insufficient_scope", scope="own", resource_metadata="https://other.example/m"']
    ]
    for (const [url, challenge] of challenges) t.same(await challengeOf(fastify, url, bearer), challenge, url)
  })

  t.test('is not in a challenge that the application has written, nor in that of another error', async t => {
    const fastify = await buildServer({ oauth2: { resourceMetadata: METADATA, scope: ['a'] } })
    t.equal(await challengeOf(fastify, '/written'), 'Bearer realm="own"')
    t.equal(await challengeOf(fastify, '/request', bearer), 'Bearer realm="api", error="invalid_request"')
    t.equal(await challengeOf(fastify, '/forbidden'), undefined)
  })

  t.test('is added to option `challenge` where that is one challenge for a token', async t => {
    const challenges: [challenge: string, expected: string][] = [
      ['Bearer', `Bearer scope="a b", resource_metadata="${METADATA}"`],
      ['DPoP algs="ES256"', `DPoP algs="ES256", scope="a b", resource_metadata="${METADATA}"`],
      ['bearer realm="x, Basic realm=y"', `bearer realm="x, Basic realm=y", scope="a b", resource_metadata="${METADATA}"`],
      ['Bearer realm="x", scope="own"', `Bearer realm="x", scope="own", resource_metadata="${METADATA}"`],
      [`Bearer scope="own", resource_metadata="${METADATA}"`, `Bearer scope="own", resource_metadata="${METADATA}"`],
      ['Basic realm="x"', 'Basic realm="x"'],
      ['Bearer realm="x", Basic realm="y"', 'Bearer realm="x", Basic realm="y"']
    ]
    for (const [challenge, expected] of challenges) {
      const fastify = await buildServer({ challenge, oauth2: { resourceMetadata: METADATA, scope: 'a b' } })
      t.equal(await challengeOf(fastify, '/factory'), expected)
    }
  })

  t.test('is a function of the request, whose failure costs the parameter alone', async t => {
    const build = (request: { hostname: string }) => `https://${request.hostname}/m`
    const fastify = await buildServer({ oauth2: { resourceMetadata: build } })
    t.equal(await challengeOf(fastify, '/factory', { host: 'b.example' }), 'Bearer realm="api", resource_metadata="https://b.example/m"')
    const failing = [
      () => { throw new Error('no') }, () => 'relative', () => 7, () => Promise.reject(new Error('later')), () => undefined
    ]
    for (const resourceMetadata of failing as unknown as (() => string)[]) {
      const fastify = await buildServer({ oauth2: { resourceMetadata } })
      for (const url of ['/factory', '/bearer']) t.equal(await challengeOf(fastify, url), 'Bearer realm="api"')
    }
  })

  t.test('reaches the 401 of @fastify/jwt and of @fastify/auth', async t => {
    const fastify = await buildServer({ oauth2: { resourceMetadata: METADATA } })
    await fastify.register(jwt, { secret: 'a secret of some length' })
    await fastify.register(auth)
    fastify.get('/jwt', { onRequest: (request) => request.jwtVerify() }, () => 'never')
    fastify.get('/auth', { preHandler: fastify.auth([(_request, _reply, done) => { done(new Error('No.')) }]) }, () => 'never')
    await fastify.ready()
    for (const url of ['/jwt', '/auth']) {
      const { statusCode, headers } = await fastify.inject(url)
      t.equal(statusCode, 401)
      t.equal(headers['www-authenticate'], `Bearer realm="api", resource_metadata="${METADATA}"`, url)
    }
  })

  t.test('adds nothing where the settings are not used', async t => {
    const fastify = await buildServer({})
    t.equal(await challengeOf(fastify, '/factory'), 'Bearer realm="api"')
    t.equal(await challengeOf(fastify, '/token', bearer), 'Bearer realm="api", error="invalid_token"')
    t.equal(await challengeOf(fastify, '/scoped'), 'Bearer realm="api", scope="reports:read"')
  })
})

t.test('option oauth2.wellKnown', async t => {
  const metadata = { resource: 'https://api.example/mcp', authorization_servers: ['https://as.example'], scopes_supported: ['a'] }

  t.test('serves the metadata to GET and HEAD, and names its address in challenges', async t => {
    const fastify = Fastify({ exposeHeadRoutes: false })
    await fastify.register(async (child) => {
      await child.register(errorsPlugin, { oauth2: { wellKnown: metadata } })
      child.get('/', async () => { throw errors.unauthorized() })
    }, { prefix: '/mcp' })
    t.equal(await challengeOf(fastify, '/mcp'), `Bearer realm="api", resource_metadata="${METADATA}/mcp"`)
    const response = await fastify.inject('/.well-known/oauth-protected-resource/mcp')
    t.equal(response.statusCode, 200)
    t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
    t.equal(response.headers['cache-control'], 'public, max-age=3600')
    t.same(response.json(), metadata)
    const head = await fastify.inject({ method: 'HEAD', url: '/.well-known/oauth-protected-resource/mcp' })
    t.equal(head.statusCode, 200)
    t.equal(head.body, '')
    t.equal(head.headers['content-length'], response.headers['content-length'])
  })

  t.test('has the path of the resource', async t => {
    const paths: [resource: string, path: string, address: string][] = [
      ['https://api.example', '', ''], ['https://api.example/', '', ''], ['https://api.example/a:b/c', '/a:b/c', '/a:b/c'], ['https://api.example/a?b=c', '/a?b=c', '/a?b=c']
    ]
    for (const [resource, path, address] of paths) {
      const fastify = await buildServer({ oauth2: { wellKnown: { resource } } })
      t.equal((await fastify.inject(`/.well-known/oauth-protected-resource${path}`)).json().resource, resource)
      t.equal(await challengeOf(fastify, '/factory'), `Bearer realm="api", resource_metadata="${METADATA}${address}"`)
    }
  })
})

t.test('a setting of a protected resource that is wrong fails at registration', async t => {
  const settings: [oauth2: unknown, option: string][] = [
    [{ resourceMetadata: 'relative' }, 'oauth2.resourceMetadata'],
    [{ resourceMetadata: 'https://a.example/#x' }, 'oauth2.resourceMetadata'],
    [{ resourceMetadata: async () => METADATA }, 'oauth2.resourceMetadata'],
    [{ scope: 'a"b' }, 'oauth2.scope'],
    [{ scope: [] }, 'oauth2.scope'],
    [{ wellKnown: {} }, 'oauth2.wellKnown.resource'],
    [{ wellKnown: null }, 'oauth2.wellKnown.resource'],
    [{ wellKnown: { resource: 'urn:a' } }, 'oauth2.wellKnown.resource'],
    [{ wellKnown: { resource: 'https://a.example/#b' } }, 'oauth2.wellKnown.resource']
  ]
  for (const [oauth2, option] of settings) {
    await t.rejects(buildServer({ oauth2: oauth2 as OAuth2Settings }), { code: 'FST_ERR_REPLIES_INVALID_OPTION', message: new RegExp(option.replaceAll('.', '\\.')) }, JSON.stringify(oauth2))
  }
  await t.resolves(buildServer({ oauth2: { resourceMetadata: new URL(METADATA) } }))
})

t.test('without a request, a function of it is not called', async t => {
  const resource = resolveResource({ resourceMetadata: () => METADATA, scope: 'a' })
  t.same(resourceParameters(undefined, resource), { scope: 'a', resource_metadata: undefined })
})
