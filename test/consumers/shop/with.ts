import errorsPlugin from 'fastify-error-replies'
import { addRoutes, create } from './app.js'

const fastify = create()
await fastify.register(errorsPlugin)
await addRoutes(fastify)
await fastify.listen({ port: 3000 })
