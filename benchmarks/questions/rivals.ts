import { createServer } from 'node:http'
import Fastify from 'fastify'
import errorsPlugin, { errors } from 'fastify-error-replies'
import { sendFinished, startLimit } from '../limit.js'
import { listen, listenHttp, type Question } from '../question.js'
import { notFound } from '../replies.js'
import type { NextFunction, Request, Response } from 'express'
import type { HttpError } from 'http-errors'

const MESSAGE = 'There is nothing at this address.'

function withoutStack (): Error {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  const error = Object.assign(new Error(MESSAGE), { statusCode: 404 })
  Error.stackTraceLimit = limit
  return error
}

// A stack is most of what an Error costs. So the plugin is asked with an Error that has one as well, and handlers by
// hand without. Each rival sends the body and the headers that it has. Their packages are loaded in the process of their server only.
export const question: Question = {
  title: 'A 404 thrown by a handler, and by others',
  logged: false,
  servers: {
    limit: () => startLimit(notFound, {}),
    plugin: async () => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      fastify.get('/', () => { throw errors.notFound() })
      return listen(fastify)
    },
    'plugin, an Error with a stack': async () => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      fastify.get('/', () => { throw Object.assign(new Error(MESSAGE), { statusCode: 404 }) })
      return listen(fastify)
    },
    'own error handler, no stack': () => {
      const fastify = Fastify()
      fastify.setErrorHandler((_error, _request, reply) => { sendFinished(reply, notFound) })
      fastify.get('/', () => { throw withoutStack() })
      return listen(fastify)
    },
    'Fastify alone, no stack': () => {
      const fastify = Fastify()
      fastify.get('/', () => { throw withoutStack() })
      return listen(fastify)
    },
    'own error handler': () => {
      const fastify = Fastify()
      fastify.setErrorHandler((_error, _request, reply) => { sendFinished(reply, notFound) })
      fastify.get('/', () => { throw Object.assign(new Error(MESSAGE), { statusCode: 404 }) })
      return listen(fastify)
    },
    'Fastify alone': () => {
      const fastify = Fastify()
      fastify.get('/', () => { throw Object.assign(new Error(MESSAGE), { statusCode: 404 }) })
      return listen(fastify)
    },
    '@fastify/sensible': async () => {
      const { default: sensible } = await import('@fastify/sensible')
      const fastify = Fastify()
      await fastify.register(sensible)
      fastify.get('/', () => { throw fastify.httpErrors.notFound(MESSAGE) })
      return listen(fastify)
    },
    'fastify-http-errors-enhanced': async () => {
      const { default: enhanced } = await import('fastify-http-errors-enhanced')
      const { NotFoundError } = await import('http-errors-enhanced')
      const fastify = Fastify()
      await fastify.register(enhanced)
      fastify.get('/', () => { throw new NotFoundError(MESSAGE) })
      return listen(fastify)
    },
    'hapi with boom': async () => {
      const { server: build } = await import('@hapi/hapi')
      const { notFound: boom } = await import('@hapi/boom')
      const server = build({ host: '127.0.0.1', port: 0 })
      server.route({ method: 'GET', path: '/', handler: () => { throw boom(MESSAGE) } })
      await server.start()
      return Number(server.info.port)
    },
    'Express 5 with http-errors': async () => {
      const { default: express } = await import('express')
      const { default: createError } = await import('http-errors')
      const application = express()
      application.get('/', () => { throw createError(404, MESSAGE) })
      // Its own handler writes every error to the console
      application.use((error: HttpError, _request: Request, response: Response, _next: NextFunction) => {
        response.status(error.statusCode).json({ message: error.message })
      })
      return listenHttp(createServer(application))
    },
    'Hono for Node': async () => {
      const { Hono } = await import('hono')
      const { HTTPException } = await import('hono/http-exception')
      const { createAdaptorServer } = await import('@hono/node-server')
      const hono = new Hono()
      hono.get('/', () => { throw new HTTPException(404, { message: MESSAGE }) })
      return listenHttp(createAdaptorServer({ fetch: hono.fetch }) as ReturnType<typeof createServer>)
    }
  }
}
