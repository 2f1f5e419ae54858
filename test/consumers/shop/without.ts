import { addRoutes, create, sensible } from './app.js'

const fastify = create()
await fastify.register(sensible)
await addRoutes(fastify)
await fastify.listen({ port: 3000 })
