import Fastify, { type FastifyReply, type FastifyRequest, type InjectOptions } from 'fastify'
import t from 'tap'
import errorsPlugin, { errors, type ErrorRepliesOptions } from '../../lib/index.js'

type Call = (reply: FastifyReply, request: FastifyRequest) => unknown

const basic = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` }
const bearer = { authorization: 'Bearer abc' }
const dpop = { authorization: 'DPoP abc' }

const formats = ['envelope', 'problem', 'fields', 'description', 'oauth2', 'fastify'] as const

interface Sent {
  options?: ErrorRepliesOptions
  request?: InjectOptions
}

type Line = { level: number, msg: string, err?: { code?: string, message?: string, stack?: string } }

// Hundreds of calls: servers of the same options are one
const servers = new Map<string, ReturnType<typeof buildServer>>()

async function buildServer (options: ErrorRepliesOptions) {
  const logged: Line[] = []
  const state: { run: Call, logged: Line[] } = { run: () => {}, logged }
  const fastify = Fastify({ logger: { level: 'info', stream: { write: (line) => { logged.push(JSON.parse(line)) } } } })
  await fastify.register(errorsPlugin, options)
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)))
  })
  fastify.all('/', (request, reply) => { state.run(reply, request) })
  return { fastify, state }
}

// Calls a helper in the handler of GET /, unless the request says otherwise
async function call (run: Call, { options = {}, request = {} }: Sent = {}) {
  const key = JSON.stringify(options, (_key, value) => typeof value === 'function' ? String(value) : value)
  if (!servers.has(key)) servers.set(key, buildServer(options))
  const { fastify, state } = await servers.get(key) as Awaited<ReturnType<typeof buildServer>>
  state.run = run
  state.logged.length = 0
  const response = await fastify.inject({ url: '/', ...request })
  const lines = state.logged.filter(({ msg }) => msg !== 'incoming request' && msg !== 'request completed')
  return { response, lines, headers: response.headers as Record<string, string | string[] | undefined>, body: response.body }
}

t.test('reply.oauthError', async t => {
  // every row of the table: code → status
  const rows: [string, number][] = [
    ['invalid_request', 400], ['invalid_grant', 400], ['unauthorized_client', 400], ['unsupported_grant_type', 400],
    ['invalid_scope', 400], ['access_denied', 400], ['authorization_pending', 400], ['slow_down', 400],
    ['expired_token', 400], ['invalid_target', 400], ['unsupported_token_type', 400], ['invalid_dpop_proof', 400],
    ['use_dpop_nonce', 400], ['invalid_client', 400], ['server_error', 500], ['temporarily_unavailable', 503],
    ['registration_not_supported', 400], ['toString', 400], ['https://a.example/error code', 400]
  ]
  for (const [code, status] of rows) {
    t.test(`${code} is a ${status}, from the helper and the factory, whatever the format`, async t => {
      for (const run of [
        (reply) => reply.oauthError(code, 'Not today.'),
        () => { throw errors.oauthError(code, 'Not today.') }
      ] satisfies Call[]) {
        for (const format of code === 'invalid_request' ? formats : ['envelope'] as const) {
          const { response, body, headers } = await call(run, { options: { format }, request: { headers: { accept: 'application/problem+json' } } })
          t.equal(response.statusCode, status)
          t.equal(body, `{"error":"${code}","error_description":"Not today."}`)
          t.same({ ...headers, date: '', 'content-length': '' }, {
            'content-type': 'application/json; charset=utf-8',
            'cache-control': 'no-store',
            pragma: 'no-cache',
            'x-content-type-options': 'nosniff',
            connection: 'keep-alive',
            date: '',
            'content-length': ''
          })
        }
      }
      const { response, body } = await call((reply) => reply.oauthError(code))
      t.equal(response.statusCode, status)
      t.equal(body, `{"error":"${code}"}`, 'members that are absent are left out')
    })
  }

  // description → error_description
  const descriptions: [string, string | undefined, string | undefined][] = [
    ['none', undefined, undefined],
    ['an empty one', '', undefined],
    ['one of blanks', ' \r\n\t', undefined],
    ['quotes and backslashes', 'a "b" \\c', "a 'b' /c"],
    ['line breaks and tabs', 'a\r\nb\tc', 'a  b c'],
    ['emoji and umlauts', 'ü👩b', '??b'],
    ['control characters', 'a\0b\x7f\x1b', 'a?b??'],
    ['a lone surrogate', 'a\ud800b', 'a?b'],
    ['10 kB', 'x'.repeat(10_240), 'x'.repeat(500)],
    ['10 kB of quotes', '"'.repeat(10_240), "'".repeat(500)]
  ]
  for (const [name, description, expected] of descriptions) {
    t.test(`cleans a description: ${name}`, async t => {
      const { body } = await call((reply) => reply.oauthError('invalid_grant', description))
      t.equal(body, JSON.stringify({ error: 'invalid_grant', error_description: expected }))
      const redirect = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied', { description }))
      t.same([...new URL(String(redirect.headers['location'])).searchParams], [
        ['error', 'access_denied'], ...(expected === undefined ? [] : [['error_description', expected]])
      ])
      const challenge = await call((reply) => reply.bearerError('invalid_token', { description }), { request: { headers: bearer } })
      t.equal(challenge.headers['www-authenticate'], 'Bearer realm="api", error="invalid_token"' + (expected === undefined ? '' : `, error_description="${expected}"`))
    })
  }

  // uri → error_uri
  const uris: [string, unknown, string | undefined][] = [
    ['an address', 'https://a.example/e?a=b#c', 'https://a.example/e?a=b#c'],
    ['a URL', new URL('https://a.example/e f'), 'https://a.example/e%20f'],
    ['a path', '/errors/1', '/errors/1'],
    ['blanks, quotes, backslashes and umlauts', 'https://a.example/"a b"\\ü', 'https://a.example/%22a%20b%22%5C%C3%BC'],
    ['a line break', 'https://a.example/a\r\nb', 'https://a.example/a%0D%0Ab'],
    ['a lone surrogate', 'https://a.example/\ud800', 'https://a.example/%EF%BF%BD'],
    ['a script', 'javascript:alert(1)', undefined],
    ['no address', 'https://', undefined],
    ['a number', 5, undefined]
  ]
  for (const [name, uri, expected] of uris) {
    t.test(`error_uri from ${name}`, async t => {
      const { body, lines } = await call((reply) => reply.oauthError('invalid_grant', undefined, { uri: uri as string }))
      t.equal(body, JSON.stringify({ error: 'invalid_grant', error_uri: expected }))
      t.same(lines.filter(({ level }) => level === 40).map(({ msg }) => msg), expected === undefined ? ['fastify-error-replies: oauthError in route GET /: uri should be the address of a web page'] : [])
    })
  }

  t.test('invalid_client has a challenge of the scheme that the request used', async t => {
    const invalidClient: Call = (reply) => reply.oauthError('invalid_client')
    const sent: [Record<string, string>, number, string | undefined][] = [
      [{}, 400, undefined],
      [{ authorization: '' }, 400, undefined],
      [basic, 401, 'Basic realm="api"'],
      [{ authorization: 'basic abc' }, 401, 'Basic realm="api"'],
      [bearer, 401, 'Bearer realm="api"'],
      [{ authorization: 'dpop abc' }, 401, 'DPoP realm="api"'],
      [{ authorization: 'PrivateToken abc' }, 401, 'PrivateToken realm="api"'],
      [{ authorization: '"quoted" abc' }, 401, 'Basic realm="api"'],
      [{ authorization: 'a'.repeat(33) }, 401, 'Basic realm="api"']
    ]
    for (const [headers, status, challenge] of sent) {
      const { response, headers: received, body } = await call(invalidClient, { request: { headers } })
      t.equal(response.statusCode, status)
      t.equal(received['www-authenticate'], challenge)
      t.equal(body, '{"error":"invalid_client"}')
    }
  })

  t.test('invalid_client is a 401 with a challenge when an option says so', async t => {
    const forced = await call((reply) => reply.oauthError('invalid_client'), {
      options: { oauth2: { invalidClientStatusCode: 401 }, challenge: 'Bearer realm="a \\"b\\""' }
    })
    t.equal(forced.response.statusCode, 401)
    t.equal(forced.headers['www-authenticate'], 'Basic realm="a \\"b\\""')
    const once = await call((reply) => reply.oauthError('invalid_client', undefined, { statusCode: 401 }))
    t.equal(once.response.statusCode, 401)
    t.equal(once.headers['www-authenticate'], 'Basic realm="api"')
    const own = await call((reply) => reply.oauthError('invalid_client', undefined, { challenge: 'Digest realm="c"' }), { request: { headers: basic } })
    t.equal(own.headers['www-authenticate'], 'Digest realm="c"')
    const plain = await call((reply) => reply.oauthError('invalid_client', undefined, { statusCode: 400 }), { request: { headers: basic } })
    t.equal(plain.response.statusCode, 400)
    t.equal(plain.headers['www-authenticate'], undefined)
  })

  t.test('use_dpop_nonce has exactly one DPoP-Nonce', async t => {
    const given = await call((reply) => reply.oauthError('use_dpop_nonce', undefined, { nonce: 'n-1' }))
    t.equal(given.headers['dpop-nonce'], 'n-1')
    const both = await call((reply) => {
      reply.raw.setHeader('DPoP-Nonce', 'raw')
      return reply.header('DPoP-Nonce', 'old').oauthError('use_dpop_nonce', undefined, { nonce: 'n-1' })
    })
    t.equal(both.headers['dpop-nonce'], 'n-1')
    const kept = await call((reply) => reply.header('DPoP-Nonce', 'every-reply').oauthError('use_dpop_nonce'))
    t.equal(kept.headers['dpop-nonce'], 'every-reply')
    const two = await call((reply) => reply.oauthError('use_dpop_nonce', undefined, { nonce: 'n-1', headers: { 'dpop-nonce': ['a', 'b'] } }))
    t.equal(two.headers['dpop-nonce'], 'n-1')
    t.match(two.lines[0], { level: 40, msg: 'fastify-error-replies: oauthError in route GET /: a reply has one dpop-nonce' })
    const hostile = await call((reply) => reply.oauthError('use_dpop_nonce', undefined, { nonce: 'a\r\nb' }))
    t.equal(hostile.headers['dpop-nonce'], undefined)
    t.equal(hostile.body, '{"error":"use_dpop_nonce"}')
  })

  t.test('Retry-After, further headers and another status', async t => {
    const busy = await call((reply) => reply.oauthError('temporarily_unavailable', 'Later.', { retryAfter: 1.5 }))
    t.equal(busy.headers['retry-after'], '2')
    const until = await call((reply) => reply.oauthError('temporarily_unavailable', 'Later.', { retryAfter: new Date(0) }))
    t.equal(until.headers['retry-after'], 'Thu, 01 Jan 1970 00:00:00 GMT')
    const own = await call((reply) => reply.oauthError('slow_down', undefined, { statusCode: 429, headers: { 'x-a': 'b', 'cache-control': 'public' } }))
    t.equal(own.response.statusCode, 429)
    t.equal(own.headers['x-a'], 'b')
    t.equal(own.headers['cache-control'], 'no-store')
  })

  t.test('wrong members are left out and logged', async t => {
    const hostile = new Proxy({}, { get: () => { throw new Error('no') }, ownKeys: () => { throw new Error('no') } })
    const inits: [object, string][] = [
      [{ statusCode: 303 }, 'statusCode should be an integer from 400 to 599'],
      [{ statusCode: '401' }, 'statusCode should be an integer from 400 to 599'],
      [{ retryAfter: 'soon' }, 'retryAfter should be seconds or a Date'],
      [{ details: {} }, "init has no member 'details', its members are uri, statusCode, retryAfter, nonce, challenge, headers, cause"],
      [{ nonce: 5 }, 'nonce should be visible ASCII without quotes and backslashes'],
      [{ uri: new Proxy(new URL('https://a.example'), { get: () => { throw new Error('no') } }) }, 'uri should be the address of a web page'],
      [hostile, 'arguments cannot be read: no']
    ]
    for (const [init, msg] of inits) {
      const { response, body, lines } = await call((reply) => reply.oauthError('invalid_grant', undefined, init))
      t.equal(response.statusCode, 400)
      t.equal(body, '{"error":"invalid_grant"}')
      t.equal(lines[0]?.msg, `fastify-error-replies: oauthError in route GET /: ${msg}`)
    }
    const { body } = await call((reply) => reply.oauthError('invalid_grant', 5 as never, 'x' as never))
    t.equal(body, '{"error":"invalid_grant"}')
  })

  t.test('an illegal code is refused where it is defined', async t => {
    for (const code of ['', 'a"b', 'a\\b', 'a\nb', 'ü', undefined, null, 5, {}]) {
      t.throws(() => errors.oauthError(code as string), { code: 'FST_ERR_REPLIES_OAUTH2_CODE', statusCode: 500 })
      t.throws(() => errors.oauthRedirect('https://a.example/cb', code as string), { code: 'FST_ERR_REPLIES_OAUTH2_CODE' })
      if (code !== undefined) t.throws(() => errors.bearerError(code as string), { code: 'FST_ERR_REPLIES_OAUTH2_CODE' })
    }
    t.throws(() => errors.oauthError('a"b'), { message: 'OAuth2 code should be at most 256 characters of printable ASCII without quotes and backslashes, instead got \'a"b\'' })
    const { response, body } = await call((reply) => reply.oauthError('a"b'))
    t.equal(response.statusCode, 500)
    t.notOk(body.includes('a\\"b'))
  })

  t.test('is logged once, with its code, and with its stack from 500 on', async t => {
    const { lines } = await call((reply) => reply.oauthError('invalid_grant', 'Used.'))
    t.match(lines, [{ level: 30, err: { code: 'INVALID_GRANT', message: 'Used.' } }])
    const failed = await call((reply) => reply.oauthError('server_error', 'Sorry.', { cause: new Error('database') }))
    t.match(failed.lines, [{ level: 50, err: { code: 'SERVER_ERROR', stack: /oauth2\.test/, message: /database/ } }])
    t.notOk(failed.body.includes('database'))
    t.equal((await call((reply) => reply.oauthError('2b'))).lines[0]?.err?.code, 'OAUTH2_ERROR')
  })

  t.test('option messages rewords it, request id and debug are sent', async t => {
    const { body } = await call((reply) => reply.oauthError('invalid_grant'), { options: { messages: ({ code }) => `Reworded "${code}".` } })
    t.equal(body, '{"error":"invalid_grant","error_description":"Reworded \'INVALID_GRANT\'."}')
    const { response } = await call((reply) => reply.oauthError('invalid_grant'), { options: { requestId: true, debug: true } })
    t.match(response.json(), { error: 'invalid_grant', request_id: /^req-/, debug: { name: 'ErrorReply' } })
  })
})

t.test('reply.oauthRedirect', async t => {
  const codes = [
    'invalid_request', 'unauthorized_client', 'access_denied', 'unsupported_response_type', 'invalid_scope',
    'forbidden_scope', 'server_error', 'temporarily_unavailable', 'login_required', 'consent_required',
    'interaction_required', 'account_selection_required', 'request_not_supported'
  ]
  for (const code of codes) {
    t.test(`sends ${code} with 303 and no body`, async t => {
      for (const run of [
        (reply) => reply.oauthRedirect('https://a.example/cb', code),
        () => { throw errors.oauthRedirect('https://a.example/cb', code) }
      ] satisfies Call[]) {
        for (const method of ['GET', 'POST'] as const) {
          const { response, headers, body } = await call(run, { options: { format: 'problem' }, request: { method } })
          t.equal(response.statusCode, 303)
          t.equal(body, '')
          t.same({ ...headers, date: '' }, {
            location: `https://a.example/cb?error=${code}`,
            'cache-control': 'no-store',
            pragma: 'no-cache',
            'referrer-policy': 'no-referrer',
            'x-content-type-options': 'nosniff',
            'content-length': '0',
            connection: 'keep-alive',
            date: ''
          })
        }
      }
    })
  }

  t.test('sends all parameters, form-encoded', async t => {
    const { headers } = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied', {
      description: 'No & "no"', uri: 'https://b.example/e?a=1&b=2', state: 'x=y&z', issuer: 'https://as.example'
    }))
    t.equal(headers['location'], 'https://a.example/cb?error=access_denied&error_description=No+%26+%27no%27' +
      '&error_uri=https%3A%2F%2Fb.example%2Fe%3Fa%3D1%26b%3D2&state=x%3Dy%26z&iss=https%3A%2F%2Fas.example')
  })

  // registered address → the address before the parameters, in both modes
  const registered: [string, string][] = [
    ['https://a.example', '?'],
    ['https://a.example/cb?', ''],
    ['https://a.example/cb?a=1', '&'],
    ['https://a.example/cb?a=1&', ''],
    ['https://a.example/cb?a=%20+%2b&&b=%E4;c[]=\'~!*()', '&'],
    ['HTTPS://A.example:443/./x/../cb?b=2&a=1&a', '&'],
    ['http://127.0.0.1:3000/cb', '?'],
    ['http://[::1]/cb', '?'],
    ['com.example.app:/cb', '?'],
    ['myapp://cb', '?'],
    ['https://a.example/@b/cb?u=a@b', '&']
  ]
  for (const [uri, joint] of registered) {
    t.test(`keeps ${uri} to the byte`, async t => {
      const query = await call((reply) => reply.oauthRedirect(uri, 'access_denied'))
      t.equal(query.headers['location'], `${uri}${joint}error=access_denied`)
      const fragment = await call((reply) => reply.oauthRedirect(uri, 'access_denied', { mode: 'fragment', state: 'a b' }))
      t.equal(fragment.headers['location'], `${uri}#error=access_denied&state=a+b`)
    })
  }

  // registered address → what it should be
  const refused: [unknown, string][] = [
    ['javascript:alert(1)', "not have the scheme 'javascript'"],
    ['JavaScript:alert(1)', "not have the scheme 'javascript'"],
    ['javascript://a.example/%0aalert(1)', "not have the scheme 'javascript'"],
    ['data:text/html,a', "not have the scheme 'data'"],
    ['vbscript:a', "not have the scheme 'vbscript'"],
    ['file:///etc/passwd', "not have the scheme 'file'"],
    ['blob:https://a.example/1', "not have the scheme 'blob'"],
    ['java\tscript:alert(1)', 'be an absolute URI'],
    [' javascript:alert(1)', 'be an absolute URI'],
    ['\u0001javascript:alert(1)', 'be an absolute URI'],
    ['/cb', 'be an absolute URI'],
    ['//a.example/cb', 'be an absolute URI'],
    ['a.example/cb', 'be an absolute URI'],
    ['https:a.example', 'be an absolute URI'],
    ['https:///a.example', 'be an absolute URI'],
    ['https:/\\a.example', 'be an absolute URI'],
    ['https://a.example\\@b.example/', 'be an absolute URI'],
    ['https://a.example/ü', 'be an absolute URI'],
    ['https://a.example/\r\nset-cookie: a=b', 'be an absolute URI'],
    ['https://a.example:99999/', 'be an absolute URI'],
    ['https://', 'be an absolute URI'],
    ['', 'be an absolute URI'],
    ['https://a.example/#', 'have no fragment'],
    ['https://a.example/cb#a=b', 'have no fragment'],
    ['https://user:secret@a.example/cb', 'have no user info'],
    ['https://user@a.example', 'have no user info'],
    ['https://@a.example', 'have no user info'],
    ['myapp://user@cb', 'have no user info'],
    [undefined, 'be a string'],
    [['https://a.example'], 'be a string'],
    [{ toString: () => 'https://a.example' }, 'be a string']
  ]
  for (const [uri, rule] of refused) {
    t.test(`refuses ${JSON.stringify(uri)}`, async t => {
      t.throws(() => errors.oauthRedirect(uri as string, 'access_denied'), {
        code: 'FST_ERR_REPLIES_REDIRECT_URI', statusCode: 500, message: `registeredUri of oauthRedirect should ${rule}`
      })
      for (const expose of ['4xx', 'all'] as const) {
        const { response, headers, body, lines } = await call((reply) => reply.oauthRedirect(uri as string, 'access_denied', { state: 'reflected' }), { options: { expose } })
        t.equal(response.statusCode, 500)
        t.equal(headers['location'], undefined)
        t.notMatch(body, /reflected|a\.example|alert|passwd/)
        if (expose === '4xx') t.equal(body, '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}')
        t.match(lines, [{ level: 50, err: { code: 'FST_ERR_REPLIES_REDIRECT_URI' } }])
      }
    })
  }

  t.test('returns state as it came, to the byte', async t => {
    const decline: Call = (reply, request) => reply.oauthRedirect('https://a.example/cb', 'access_denied', { state: (request.query as { state?: string }).state })
    const every = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
    for (const state of [
      'abc', 'a+b', 'a%20b', 'a%2Bb', '%C3%BC', '%F0%9F%91%A9', '%FF', '%E4%00%0D%0A', every, 'a=b==', '100%', '%zz',
      '%26error%3Dnone', '%22%3Cscript%3E', 'x'.repeat(7000), '~!*(),;:@/?$[]'
    ]) {
      const { headers } = await call(decline, { request: { url: `/?response_type=code&state=${state}&scope=a` } })
      t.equal(headers['location'], `https://a.example/cb?error=access_denied&state=${state}`)
    }
    // Characters that a query should have encoded come back encoded
    const { headers } = await call(decline, { request: { url: '/?state=<a>"b"' } })
    t.equal(headers['location'], 'https://a.example/cb?error=access_denied&state=%3Ca%3E%22b%22')
  })

  t.test('returns a state that came in another way, form-encoded', async t => {
    for (const state of ['a b&c=d#é', '\u0000\r\n', '👩', String.fromCodePoint(...Array.from({ length: 256 }, (_, i) => i))]) {
      for (const url of ['/', '/?state=other', `/?state=${encodeURIComponent(state)}&state=other`]) {
        const { headers } = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied', { state }), { request: { url } })
        t.equal(new URL(String(headers['location'])).searchParams.get('state'), state)
      }
    }
  })

  t.test('leaves out a state that is absent, empty or repeated', async t => {
    for (const url of ['/', '/?state', '/?state=', '/?state=a&state=b']) {
      const { headers } = await call((reply, request) => reply.oauthRedirect('https://a.example/cb', 'access_denied', {
        state: (request.query as { state?: string }).state
      }), { request: { url } })
      t.equal(headers['location'], 'https://a.example/cb?error=access_denied')
    }
    const { headers } = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied', { state: 5 as never }))
    t.equal(headers['location'], 'https://a.example/cb?error=access_denied')
  })

  t.test('iss is the option, unless the call has another', async t => {
    const options = { oauth2: { issuer: 'https://as.example/a' } }
    const configured = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied'), { options })
    t.equal(configured.headers['location'], 'https://a.example/cb?error=access_denied&iss=https%3A%2F%2Fas.example%2Fa')
    const other = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied', { issuer: 'https://b.example' }), { options })
    t.equal(other.headers['location'], 'https://a.example/cb?error=access_denied&iss=https%3A%2F%2Fb.example')
    const wrong = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied', { issuer: 'nobody', mode: 'form_post' as never }), { options })
    t.equal(wrong.headers['location'], configured.headers['location'])
    t.equal(wrong.lines[0]?.msg, 'fastify-error-replies: oauthRedirect in route GET /: issuer should be an absolute URL without query and fragment')
  })

  t.test('nothing of the call or the handler can make it something else', async t => {
    const { response, headers, body } = await call((reply) => {
      reply.code(307).type('text/html').headers({ location: 'https://evil.example', etag: '"a"', 'referrer-policy': 'unsafe-url' })
      reply.raw.setHeader('content-type', 'text/html')
      return reply.oauthRedirect('https://a.example/cb', 'access_denied', {
        statusCode: 307, headers: { location: 'https://evil.example', 'referrer-policy': 'unsafe-url', 'cache-control': 'public', 'x-a': 'b' }
      } as object)
    })
    t.equal(response.statusCode, 303)
    t.equal(body, '')
    t.match(headers, { location: 'https://a.example/cb?error=access_denied', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-a': 'b' })
    t.same([headers['content-type'], headers['etag']], [undefined, undefined])
  })

  t.test('survives an onSend hook that fails on it', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.get('/', { onSend: async () => { throw new Error('hook') } }, (_request, reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied'))
    const { statusCode, headers, body } = await fastify.inject('/')
    t.equal(statusCode, 303)
    t.equal(body, '')
    t.same([headers['location'], headers['content-type'], headers['content-length']], ['https://a.example/cb?error=access_denied', undefined, '0'])
  })

  t.test('may be thrown more than once', async t => {
    const once = errors.oauthRedirect('https://a.example/cb', 'access_denied', { state: 'a' })
    for (let i = 0; i < 2; i++) {
      const { headers } = await call(() => { throw once }, { options: { oauth2: { issuer: `https://${i}.example` } } })
      t.equal(headers['location'], `https://a.example/cb?error=access_denied&state=a&iss=https%3A%2F%2F${i}.example`)
    }
  })

  t.test('is logged with the code that it sends', async t => {
    const declined = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied', { description: 'Declined.' }))
    t.match(declined.lines, [{ level: 30, msg: 'Declined.', res: { statusCode: 303 }, err: { code: 'ACCESS_DENIED', statusCode: 303 } }])
    const failed = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'server_error', { cause: new Error('database') }))
    t.match(failed.lines, [{ level: 50, msg: 'OAuth2 error server_error.', res: { statusCode: 303 }, err: { message: /database/ } }])
    const silent = await call((reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied'), { options: { log: { 400: 'silent' } } })
    t.same(silent.lines, [])
  })
})

t.test('reply.bearerError', async t => {
  const unauthorized = '{"type":["Error"],"error":{"code":"UNAUTHORIZED","message":"Valid credentials are required."},"debug":{}}'
  const body = (code: string, message: string) => JSON.stringify({ type: ['Error'], error: { code, message }, debug: {} })
  const expired = { description: 'The token "x" has expired.' }
  const both = { scheme: ['Bearer', 'DPoP'], algs: ['ES256', 'PS256'], ...expired }

  // name, call, request headers → status, body, challenges
  const rows: [string, Call, Record<string, string>, number, string, string | string[]][] = [
    ['without a code', (reply) => reply.bearerError(), {}, 401, unauthorized, 'Bearer realm="api"'],
    ['without a code, credentials sent', (reply) => reply.bearerError(), bearer, 401, unauthorized, 'Bearer realm="api"'],
    ['invalid_token', (reply) => reply.bearerError('invalid_token', expired), bearer, 401, body('UNAUTHORIZED', 'The token "x" has expired.'),
      'Bearer realm="api", error="invalid_token", error_description="The token \'x\' has expired."'],
    ['invalid_token, no credentials sent', (reply) => reply.bearerError('invalid_token', { ...expired, uri: 'https://a.example' }), {}, 401, unauthorized, 'Bearer realm="api"'],
    ['invalid_token, credentials of another scheme sent', (reply) => reply.bearerError('invalid_token', expired), basic, 401, unauthorized, 'Bearer realm="api"'],
    ['invalid_token, a scheme in lower case', (reply) => reply.bearerError('invalid_token'), { authorization: 'bearer abc' }, 401, unauthorized, 'Bearer realm="api", error="invalid_token"'],
    ['invalid_token, a cookie was sent', (reply) => reply.bearerError('invalid_token', { ...expired, credentials: true }), {}, 401, body('UNAUTHORIZED', 'The token "x" has expired.'),
      'Bearer realm="api", error="invalid_token", error_description="The token \'x\' has expired."'],
    ['invalid_token, as if nothing was sent', (reply) => reply.bearerError('invalid_token', { ...expired, credentials: false }), bearer, 401, unauthorized, 'Bearer realm="api"'],
    ['insufficient_scope', (reply) => reply.bearerError('insufficient_scope', { scope: ['a:read', 'b', 'b'] }), bearer, 403, body('FORBIDDEN', 'You cannot do that.'),
      'Bearer realm="api", error="insufficient_scope", scope="a:read b"'],
    ['insufficient_scope, no credentials sent', (reply) => reply.bearerError('insufficient_scope', { scope: 'a  b', description: 'No.' }), {}, 403, body('FORBIDDEN', 'No.'),
      'Bearer realm="api", scope="a b"'],
    ['invalid_request', (reply) => reply.bearerError('invalid_request', { description: 'Two tokens.' }), bearer, 400, body('INVALID_REQUEST', 'Two tokens.'),
      'Bearer realm="api", error="invalid_request", error_description="Two tokens."'],
    ['step-up', (reply) => reply.bearerError('insufficient_user_authentication', { acrValues: ['urn:a', 'b'], maxAge: 0 }), bearer, 401, unauthorized,
      'Bearer realm="api", error="insufficient_user_authentication", acr_values="urn:a b", max_age="0"'],
    ['another code', (reply) => reply.bearerError('token_revoked'), bearer, 401, unauthorized, 'Bearer realm="api", error="token_revoked"'],
    ['another status', (reply) => reply.bearerError('token_revoked', { statusCode: 403 }), bearer, 403, body('FORBIDDEN', 'You cannot do that.'), 'Bearer realm="api", error="token_revoked"'],
    ['a name of every object as code', (reply) => reply.bearerError('constructor'), bearer, 401, unauthorized, 'Bearer realm="api", error="constructor"'],
    ['realm, uri and metadata', (reply) => reply.bearerError('invalid_token', { realm: 'a "b" \\c\r\né', uri: 'https://a.example/"', resourceMetadata: new URL('https://a.example/.well-known') }), bearer, 401, unauthorized,
      'Bearer realm="a \\"b\\" \\\\c???", error="invalid_token", error_uri="https://a.example/%22", resource_metadata="https://a.example/.well-known"'],
    ['DPoP on demand', (reply) => reply.bearerError('invalid_token', { scheme: 'DPoP', algs: 'ES256' }), dpop, 401, unauthorized, 'DPoP realm="api", error="invalid_token", algs="ES256"'],
    ['DPoP for its own codes', (reply) => reply.bearerError('use_dpop_nonce', { nonce: 'n-1' }), dpop, 401, unauthorized, 'DPoP realm="api", error="use_dpop_nonce"'],
    ['a DPoP proof', (reply) => reply.bearerError('invalid_dpop_proof'), dpop, 401, unauthorized, 'DPoP realm="api", error="invalid_dpop_proof"'],
    ['both schemes, Bearer sent', (reply) => reply.bearerError('invalid_token', both), bearer, 401, body('UNAUTHORIZED', expired.description),
      ['Bearer realm="api", error="invalid_token", error_description="The token \'x\' has expired."', 'DPoP realm="api", algs="ES256 PS256"']],
    ['both schemes, DPoP sent', (reply) => reply.bearerError('invalid_token', both), dpop, 401, body('UNAUTHORIZED', expired.description),
      ['Bearer realm="api"', 'DPoP realm="api", error="invalid_token", error_description="The token \'x\' has expired.", algs="ES256 PS256"']],
    ['both schemes, nothing sent', (reply) => reply.bearerError('invalid_token', both), {}, 401, unauthorized, ['Bearer realm="api"', 'DPoP realm="api", algs="ES256 PS256"']],
    ['challenges of other schemes', (reply) => reply.bearerError(undefined, { challenge: ['Basic realm="a"', 'Digest realm="b"'] }), {}, 401, unauthorized,
      ['Bearer realm="api"', 'Basic realm="a"', 'Digest realm="b"']],
    ['code, detail and headers of the body', (reply) => reply.bearerError('invalid_token', { code: 'EXPIRED', detail: { since: 5 }, headers: { 'x-a': 'b' } }), bearer, 401,
      '{"type":["Error"],"error":{"code":"EXPIRED","message":"Valid credentials are required.","detail":{"since":5}},"debug":{}}', 'Bearer realm="api", error="invalid_token"']
  ]
  for (const [name, run, headers, status, expected, challenge] of rows) {
    t.test(name, async t => {
      for (const throws of [false, true]) {
        // The factory takes what the helper takes
        const thrown: Call = (_reply, request) => { run({ bearerError: (...args: []) => { throw errors.bearerError(...args) } } as never, request) }
        const { response, headers: received, body } = await call(throws ? thrown : run, { request: { headers } })
        t.equal(response.statusCode, status)
        t.equal(body, expected)
        t.same(received['www-authenticate'], challenge)
        t.equal(received['cache-control'], 'no-store')
        t.equal(received['dpop-nonce'], name === 'DPoP for its own codes' ? 'n-1' : undefined)
      }
    })
  }

  t.test('a token in the query or in a form counts as sent', async t => {
    const run: Call = (reply) => reply.bearerError('invalid_token')
    for (const request of [
      { url: '/?access_token=a' },
      { method: 'POST', payload: 'access_token=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    ] satisfies InjectOptions[]) {
      t.equal((await call(run, { request })).headers['www-authenticate'], 'Bearer realm="api", error="invalid_token"')
    }
    t.equal((await call((reply) => reply.bearerError('invalid_token', { scheme: 'DPoP' }), { request: { url: '/?access_token=a' } })).headers['www-authenticate'], 'DPoP realm="api"')
  })

  t.test('the realm is that of option challenge', async t => {
    for (const [challenge, realm] of [['Bearer realm="docs"', 'docs'], ['Bearer scope="a", realm=docs', 'docs'], ['Bearer', 'api'], ['Basic realm="a \\"b\\""', 'a \\"b\\"']] as const) {
      const { headers } = await call((reply) => reply.bearerError(), { options: { challenge } })
      t.equal(headers['www-authenticate'], `Bearer realm="${realm}"`)
    }
  })

  t.test('the body is in the format of the API', async t => {
    const run: Call = (reply) => reply.bearerError('invalid_token', { description: 'Expired.' })
    const bodies: [ErrorRepliesOptions, string][] = [
      [{ format: 'problem' }, '{"title":"Unauthorized","status":401,"detail":"Expired.","code":"UNAUTHORIZED"}'],
      [{ format: 'fields' }, '{"message":"Expired."}'],
      [{ format: 'description' }, '{"message":"401: Unauthorized","description":"Expired."}'],
      [{ format: 'oauth2' }, '{"error":"invalid_token","error_description":"Expired."}'],
      [{ format: 'fastify' }, '{"statusCode":401,"error":"Unauthorized","message":"Expired."}']
    ]
    for (const [options, expected] of bodies) {
      const { body, headers } = await call(run, { options, request: { headers: bearer } })
      t.equal(body, expected)
      t.equal(headers['www-authenticate'], 'Bearer realm="api", error="invalid_token", error_description="Expired."')
    }
    const none = await call(run, { options: { format: 'oauth2' } })
    t.equal(none.body, '{"error":"invalid_client","error_description":"Valid credentials are required."}')
  })

  t.test('wrong members are left out and logged', async t => {
    const hostile = new Proxy([], { get: () => { throw new Error('no') } })
    const inits: [object, string][] = [
      [{ scope: 'a"b' }, 'scope should be a list of tokens without quotes and backslashes'],
      [{ scope: ['a', 'b c'] }, 'scope should be a list of tokens without quotes and backslashes'],
      [{ scope: 5 }, 'scope should be a list of tokens without quotes and backslashes'],
      [{ scope: hostile }, 'scope should be a list of tokens without quotes and backslashes'],
      [{ acrValues: [5] }, 'acrValues should be a list of tokens without quotes and backslashes'],
      [{ maxAge: -1 }, 'maxAge should be a whole number of seconds'],
      [{ maxAge: NaN }, 'maxAge should be a whole number of seconds'],
      [{ scheme: 'a b' }, 'scheme should be the name of a scheme or a list of them'],
      [{ scheme: [] }, 'scheme should be the name of a scheme or a list of them'],
      [{ realm: 5 }, 'realm should be a string'],
      [{ credentials: 'yes' }, 'credentials should be a boolean'],
      [{ resourceMetadata: 'javascript:a' }, 'resourceMetadata should be the address of a web page'],
      [{ desc: 'a' }, "init has no member 'desc', its members are code, detail, headers, cause, extensions, challenge, description, uri, scope, realm, acrValues, maxAge, scheme, algs, nonce, resourceMetadata, statusCode, credentials"],
      [{ description: 5 }, 'message should be a string, instead got \'5\'']
    ]
    for (const [init, msg] of inits) {
      const { headers, lines } = await call((reply) => reply.bearerError('invalid_token', init), { request: { headers: bearer } })
      t.equal(headers['www-authenticate'], 'Bearer realm="api", error="invalid_token"')
      t.equal(lines[0]?.msg, `fastify-error-replies: bearerError in route GET /: ${msg}`)
    }
  })

  t.test('values are cut, whatever their length', async t => {
    const { headers } = await call((reply) => reply.bearerError(undefined, { realm: '"'.repeat(100_000) }))
    t.equal(headers['www-authenticate'], `Bearer realm="${'\\"'.repeat(1024)}"`)
  })
})

t.test('a scope in the format oauth2', async t => {
  // status of any other error → error of the body
  const mapping: [number, string][] = [
    [400, 'invalid_request'], [401, 'invalid_client'], [403, 'access_denied'], [404, 'invalid_request'],
    [405, 'invalid_request'], [409, 'invalid_request'], [415, 'invalid_request'], [422, 'invalid_request'],
    [429, 'temporarily_unavailable'], [500, 'server_error'], [501, 'server_error'], [502, 'server_error'],
    [503, 'temporarily_unavailable'], [504, 'server_error']
  ]
  const required: Record<number, [string, string]> = {
    401: ['www-authenticate', 'Bearer realm="api"'], 405: ['allow', 'GET'], 415: ['accept', 'application/json'], 429: ['retry-after', '5'], 503: ['retry-after', '5']
  }
  for (const marked of ['route', 'context'] as const) {
    t.test(`sends any other error in OAuth2 terms, on a ${marked}`, async t => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      fastify.register(async (child) => {
        if (marked === 'context') await child.register(errorsPlugin, { format: 'oauth2' })
        const config = { errorFormat: marked === 'route' ? 'oauth2' as const : undefined }
        child.get('/:status', { config }, async (request, reply) => {
          const status = Number((request.params as { status: string }).status)
          const own = { 405: ['GET'], 415: ['application/json'], 429: 5, 503: 5 }[status]
          return own === undefined ? reply.fail(status) : reply.fail(status, own)
        })
        child.post('/form', {
          config,
          schema: {
            body: { type: 'object', required: ['grant_type'], properties: { grant_type: { type: 'string' } } },
            querystring: { type: 'object', properties: { depth: { type: 'integer' } } }
          }
        }, () => 'never')
        child.get('/thrown', { config }, async () => { throw new Error('password of db') })
      }, { prefix: '/oauth' })
      for (const [status, error] of mapping) {
        const response = await fastify.inject(`/oauth/${status}`)
        t.equal(response.statusCode, status)
        t.equal(response.json().error, error)
        t.ok(response.json().error_description)
        t.equal(response.headers['pragma'], 'no-cache')
        const [name, value] = required[status] ?? []
        if (name !== undefined) t.equal(response.headers[name], value)
      }
      t.equal((await fastify.inject('/oauth/thrown')).body, '{"error":"server_error","error_description":"An unknown error has occurred."}')
      const failed = await fastify.inject({ method: 'POST', url: '/oauth/form', payload: {} })
      t.equal(failed.statusCode, 400)
      t.equal(failed.body, '{"error":"invalid_request","error_description":"Invalid body content. body.grant_type is undefined, but string is expected."}')
      const parameter = await fastify.inject({ method: 'POST', url: '/oauth/form?depth=a', payload: { grant_type: 'a' } })
      t.match(parameter.json(), { error: 'invalid_request', error_description: /^Invalid parameter value for depth\. / })
    })
  }
})

t.test('a child context with its own handler sees the errors', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  const seen: unknown[] = []
  fastify.register(async (child) => {
    child.addHook('onError', async (_request, _reply, error) => { seen.push(error.statusCode) })
    child.setErrorHandler((error, _request, reply) => { reply.send(error) })
    child.get('/', (_request, reply) => reply.oauthRedirect('https://a.example/cb', 'access_denied'))
    child.get('/answer', (_request, reply) => reply.oauthError('invalid_grant'))
  })
  const redirect = await fastify.inject('/')
  t.equal(redirect.statusCode, 303)
  t.equal(redirect.headers['location'], 'https://a.example/cb?error=access_denied')
  t.equal((await fastify.inject('/answer')).body, '{"error":"invalid_grant"}')
  t.ok(seen.includes(303))
})

t.test('a redirect is logged at the level of its code', async t => {
  const levels = {
    invalid_request: 30,
    unauthorized_client: 30,
    access_denied: 30,
    unsupported_response_type: 30,
    invalid_scope: 30,
    server_error: 50,
    temporarily_unavailable: 50,
    forbidden_scope: 30,
    login_required: 30,
    consent_required: 30,
    interaction_required: 30,
    account_selection_required: 30,
    another: 30
  }
  for (const [code, level] of Object.entries(levels)) {
    const lines: { level: number, err?: object }[] = []
    const fastify = Fastify({ logger: { stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
    await fastify.register(errorsPlugin)
    fastify.get('/', (_request, reply) => reply.oauthRedirect('https://a.example/cb', code))
    await fastify.inject('/')
    t.same(lines.filter(({ err }) => err !== undefined).map(({ level }) => level), [level], code)
  }
})

t.test('a reply has one dpop-nonce', async t => {
  const lines: { level: number, msg: string }[] = []
  const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
  await fastify.register(errorsPlugin)
  fastify.get('/', (_request, reply) => reply.bearerError('use_dpop_nonce', { nonce: 'own', headers: { 'dpop-nonce': ['a', 'b'] } }))
  t.equal((await fastify.inject('/')).headers['dpop-nonce'], 'own')
  t.strictSame(lines.map(({ msg }) => msg), ['fastify-error-replies: bearerError in route GET /: a reply has one dpop-nonce'])
})
