// The package from CommonJS: compiled, and run on every Node that the package takes.
import Fastify = require('fastify')
import errorsPlugin = require('fastify-error-replies')
import { defineError, errors, type ErrorRepliesOptions } from 'fastify-error-replies'
import mappers = require('fastify-error-replies/mappers')
import multi = require('fastify-error-replies/multi')
import schemas = require('fastify-error-replies/schemas')
import success = require('fastify-error-replies/success')

const gone = defineError({ code: 'AWAY', statusCode: 410, title: 'Away', message: 'Away.' })
const settings: ErrorRepliesOptions = { errors: [gone], map: [mappers.postgres] }

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
