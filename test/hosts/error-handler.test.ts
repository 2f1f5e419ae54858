import 'reflect-metadata'
import { BadRequestException, Body, Controller, Get, HttpException, Module, NotFoundException, Post, type ArgumentsHost } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { errorHandler, errors, serverOptions } from '../../lib/index.js'
import { nest, postgres } from '../../lib/mappers/index.js'
import { expectReplies, type ExpectedReply } from '../support/expect-reply.js'
import { recordLines, recordMessages } from '../support/record.js'

const unknown: ExpectedReply = { status: 500 }
const conflict: ExpectedReply = { status: 409, message: 'Taken.' }
const duplicate = Object.assign(new Error('hunter2'), { code: '23505' })

t.test('errorHandler', async (t) => {
  t.test('handles, maps, logs and publishes the errors of a server without the plugin', async (t) => {
    const { lines, logger } = recordLines()
    const messages = recordMessages(t)
    const fastify = Fastify({ logger })
    t.teardown(() => fastify.close())
    fastify.setErrorHandler(errorHandler({ mappers: [postgres] }))
    fastify.get('/broken', async () => { throw new Error('hunter2') })
    fastify.get('/taken', async () => { throw errors.conflict('Taken.') })
    fastify.get('/mapped', async () => { throw duplicate })
    fastify.get('/method', async () => { throw errors.methodNotAllowed() })
    fastify.post('/method', async () => 'fine')
    fastify.post('/invalid', { schema: { body: { type: 'object', required: ['a'] } } }, async () => 'fine')
    await expectReplies(t, fastify, '/broken', unknown)
    await expectReplies(t, fastify, '/taken', conflict)
    await expectReplies(t, fastify, '/mapped', { status: 409, message: 'Another entry has this value already.' })
    await expectReplies(t, fastify, '/method', { status: 405, code: 'INVALID_REQUEST_METHOD', message: 'Invalid request method GET.', headers: { allow: 'POST' }, detail: { allowedMethods: ['POST'] } })
    await expectReplies(t, fastify, { method: 'POST', url: '/invalid', body: {} }, { status: 400, code: 'INVALID_BODY', message: 'Invalid body content.', detail: { path: 'a', issues: [{ path: 'a', in: 'body', kind: 'invalid_type', message: "must have required property 'a'" }] } })
    // Through inject and over a socket
    t.strictSame(lines.map(({ level }) => level), [50, 50, 30, 30, 30, 30, 30, 30, 30, 30])
    t.strictSame(messages.map(({ statusCode }) => statusCode), [500, 500, 409, 409, 409, 409, 405, 405, 400, 400])
  })

  t.test('is the handler of a route, with its own options, beside the plugin', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    fastify.get('/plain', async () => { throw errors.conflict('Taken.') })
    fastify.get('/own', { errorHandler: errorHandler({ format: 'problem', negotiate: [] }) }, async () => { throw errors.conflict('Taken.') })
    fastify.get('/format', { errorHandler: errorHandler(), config: { errorFormat: 'description' } }, async () => { throw errors.conflict('Taken.') })
    await expectReplies(t, fastify, '/plain', conflict)
    const [own, format] = await Promise.all(['/own', '/format'].map(async (url) => (await fastify.inject(url)).json()))
    t.strictSame(own, { title: 'Conflict', status: 409, detail: 'Taken.', code: 'CONFLICT' })
    t.strictSame(format, { message: '409: Conflict', description: 'Taken.' })
  })

  t.test('refuses options that do not exist', async (t) => {
    t.throws(() => errorHandler({ formats: 'problem' } as never), { code: 'FST_ERR_REPLIES_UNKNOWN_OPTION' })
  })
})

class Notes {
  broken (): never { throw new Error('hunter2') }
  missing (): never { throw new NotFoundException('No such note.') }
  reply (): never { throw errors.conflict('Taken.') }
  mapped (): never { throw duplicate }
  exception (): never { throw new HttpException('hunter2', 503) }
  odd (): never { throw new HttpException('hunter2', 200) }
  bare (): never { throw new HttpException('', 403) }
  // As ValidationPipe throws it
  invalid (): never { throw new BadRequestException(['name must be a string', 'age must be a number', 5]) }
  fine (): object { return { fine: true } }
}
for (const name of ['broken', 'missing', 'reply', 'mapped', 'exception', 'odd', 'bare', 'invalid'] as const) decorate(Get(`/${name}`), name)
decorate(Post('/fine'), 'fine')
Body()(Notes.prototype, 'fine', 0)
Controller()(Notes)
class NotesModule {}
Module({ controllers: [Notes] })(NotesModule)

function decorate (decorator: MethodDecorator, name: keyof Notes): void {
  decorator(Notes.prototype, name, Object.getOwnPropertyDescriptor(Notes.prototype, name) as PropertyDescriptor)
}

async function startNest (t: Test): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(NotesModule, new FastifyAdapter(serverOptions()), { logger: false, abortOnError: false })
  t.teardown(() => app.close())
  return app
}

const start = async (app: NestFastifyApplication) => {
  await app.init()
  const fastify = app.getHttpAdapter().getInstance()
  await fastify.ready()
  return fastify
}

t.test('NestJS', async (t) => {
  t.test('as an exception filter, sends every error', async (t) => {
    const handle = errorHandler({ mappers: [nest, postgres] })
    const app = await startNest(t)
    app.useGlobalFilters({ catch: (error: unknown, host: ArgumentsHost) => { handle(error, host.switchToHttp().getRequest(), host.switchToHttp().getResponse()) } })
    const fastify = await start(app)
    const table: Record<string, ExpectedReply> = {
      '/broken': unknown,
      '/missing': { status: 404, message: 'No such note.' },
      '/reply': conflict,
      '/mapped': { status: 409, message: 'Another entry has this value already.' },
      '/exception': { status: 503 },
      '/odd': unknown,
      '/bare': { status: 403 },
      '/invalid': { status: 400, message: 'name must be a string, age must be a number' },
      '/hunter2': { status: 404 },
      '/fine': { status: 405, code: 'INVALID_REQUEST_METHOD', message: 'Invalid request method GET.', headers: { allow: 'POST' }, detail: { allowedMethods: ['POST'] } },
      '/%zz': { status: 400 }
    }
    for (const [url, expected] of Object.entries(table)) await expectReplies(t, fastify as never, url, expected)
    await expectReplies(t, fastify as never, { method: 'POST', url: '/fine', body: '{hunter2', headers: { 'content-type': 'application/json' } }, { status: 400 })
    await expectReplies(t, fastify as never, { method: 'POST', url: '/fine', body: 'a', headers: { 'content-type': 'text/hunter2' } }, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The media type of the request body is not supported.', headers: { accept: /json/ } })
  })

  t.test('beside the plugin does not start, and with notFound: false sends its own errors', async (t) => {
    const beside = await startNest(t)
    await beside.register(errorsPlugin as never)
    await t.rejects(beside.init(), { code: 'FST_ERR_REPLIES_NOT_FOUND_HANDLER' })
    const app = await startNest(t)
    await app.register(errorsPlugin as never, { notFound: false } as never)
    const fastify = await start(app)
    t.strictSame((await fastify.inject('/missing')).json(), { message: 'No such note.', error: 'Not Found', statusCode: 404 })
    t.ok(fastify.hasReplyDecorator('conflict'))
  })
})
