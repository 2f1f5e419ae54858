import Fastify from 'fastify'
import t from 'tap'
import catalog, { type Catalog } from '../../lib/catalog/index.js'
import errorsPlugin, { errors } from '../../lib/index.js'
import { de } from '../../lib/languages/index.js'

async function readCatalog (options: object) {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, options)
  await fastify.register(catalog)
  fastify.get('/taken', { errors: [errors.conflict('name', { code: 'NAME_TAKEN' } as never)] }, async () => 'fine')
  fastify.get('/coded', { errors: [errors.gone('It is gone.', { code: 'FILE_GONE' }), errors.notFound('No such file.')] }, async () => 'fine')
  const { errors: list } = (await fastify.inject({ url: '/errors', headers: { accept: 'application/json' } })).json<Catalog>()
  return list
}

t.test('an error that a route declares with its own code has a page', async t => {
  const list = await readCatalog({})
  const gone = list.find(({ code }) => code === 'FILE_GONE')
  t.match(gone, { status: 410, routes: [{ url: '/coded' }] })
  t.match(JSON.stringify(gone), 'It is gone.')
  t.match(list.find(({ code }) => code === 'NOT_FOUND'), { status: 404 })
})

t.test('examples have the texts of the default language', async t => {
  const list = await readCatalog({ languages: { de }, defaultLanguage: 'de' })
  t.match(JSON.stringify(list.find(({ code }) => code === 'NOT_FOUND')), String(de.NOT_FOUND.message))
})
