// The package from CommonJS: compiled, and run on every Node that the package takes.
import Fastify = require('fastify')
import errorsPlugin = require('fastify-error-replies')
import { defineError, errors, type ErrorRepliesOptions } from 'fastify-error-replies'
import mappers = require('fastify-error-replies/mappers')
import multi = require('fastify-error-replies/multi')
import schemas = require('fastify-error-replies/schemas')
import success = require('fastify-error-replies/success')

const gone = defineError({ code: 'AWAY', statusCode: 410, title: 'Away', message: 'Away.' })
// The exports as properties too
const away = errorsPlugin.defineError({ code: 'LEFT', statusCode: 410, title: 'Left', message: 'Left.' })
if (!errorsPlugin.isErrorReply(errorsPlugin.errors.gone()) || away.code !== 'LEFT') throw new Error('no exports')
if (multi.toMultiPart({ statusCode: 204, headers: {}, payload: '' }).responseCode !== 204) throw new Error('no toMultiPart')

const settings: ErrorRepliesOptions = { errors: [gone], mappers: [mappers.postgres] }

async function start () {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, settings)
  await fastify.register(success)
  await fastify.register(multi)
  fastify.get('/', { schema: { response: { 409: schemas.envelopeSchema } }, errors: [errors.conflict] }, async (_request, reply) => reply.conflict('name', 'Ada', 'Grace'))
  fastify.get('/gone', async () => { throw gone() })
  console.log((await fastify.inject('/')).body, (await fastify.inject('/gone')).statusCode)
}

start()
