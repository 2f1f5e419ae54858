import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'
import { readProblemXml } from '../support/read-problem-xml.js'

t.test('problem-xml', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { negotiate: ['problem', 'problem-xml'] })
  let detail: Record<string, unknown> = {}
  fastify.get('/', async () => { throw errors.gone('Gone <for> "good" & all', { detail }) })
  fastify.post('/', { schema: { body: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } }, () => 'never')
  const get = async (given: Record<string, unknown> = {}) => {
    detail = given
    return fastify.inject({ url: '/', headers: { accept: 'application/problem+xml' } })
  }

  t.test('is chosen by Accept, with the members of appendix B', async t => {
    const response = await get({ list: [1, 'a', ['b', { c: null }]], flag: true, none: null, empty: [] })
    t.equal(response.headers['content-type'], 'application/problem+xml')
    t.equal(response.headers.vary, 'Accept')
    t.equal(response.body, '<?xml version="1.0" encoding="UTF-8"?>\n<problem xmlns="urn:ietf:rfc:7807"><title>Gone</title><status>410</status>' +
      '<detail>Gone &lt;for&gt; "good" &amp; all</detail><code>GONE</code>' +
      '<list><i>1</i><i>a</i><i><i>b</i><i><c></c></i></i></list><flag>true</flag><none></none><empty></empty></problem>')
  })

  t.test('has validation failures as items', async t => {
    const { body } = await fastify.inject({ method: 'POST', url: '/', payload: {}, headers: { accept: 'application/problem+xml' } })
    t.same(readProblemXml(body).errors, [
      { title: 'invalid_type', detail: '`body.name` is `undefined`, but `string` is expected.', pointer: '#/name' }
    ])
  })

  t.test('is XML whatever the members are', async t => {
    const names = { 'a b': 1, '<x>': 1, '1a': 1, xmlns: 1, Xml: 1, 'a:b': 1, 'ok-1.x': 1, '': 1 }
    t.same(Object.keys(readProblemXml((await get(names)).body)).filter((name) => !['title', 'status', 'detail', 'code'].includes(name)), ['ok-1.x'])
    const text = 'a\u0000b\u0008c\ufffed\r\ne\ud800f]]>g\u{1f600}'
    const { body } = await get({ text })
    t.equal(/<text>(.*)<\/text>/s.exec(body)?.[1], 'a\ufffdb\ufffdc\ufffdd&#13;\ne\ufffdf]]&gt;g\u{1f600}')
    t.equal((readProblemXml(body) as { text?: string }).text, 'a\ufffdb\ufffdc\ufffdd\r\ne\ufffdf]]>g\u{1f600}')
  })

  t.test('has 32 levels, of members and of items', async t => {
    for (const [wrap, name] of [[(value: unknown) => ({ a: value }), 'a'], [(value: unknown) => [value], 'i']] as const) {
      const nest = (levels: number): unknown => levels === 0 ? 'end' : wrap(nest(levels - 1))
      // The member itself is the first level
      const write = (inner: string) => `<deep>${`<${name}>`.repeat(31)}${inner}${`</${name}>`.repeat(31)}</deep>`
      t.ok((await get({ deep: nest(31) })).body.includes(write('end')), name)
      t.ok((await get({ deep: nest(32) })).body.includes(write(`<${name}></${name}>`)), name)
    }
  })

  t.test('is cut below 32 levels', async t => {
    let deep: unknown = 'end'
    for (let i = 0; i < 40; i++) deep = i % 2 === 0 ? { a: deep } : [deep]
    const { body, statusCode } = await get({ deep })
    t.equal(statusCode, 410)
    readProblemXml(body)
    t.notMatch(body, 'end')
    t.ok((body.match(/<(?:a|i)>/g) ?? []).length <= 32)
  })
})
