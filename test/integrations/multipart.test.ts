import multipart from '@fastify/multipart'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin from '../../lib/index.js'
import { multipart as multipartErrors } from '../../lib/mappers/index.js'
import { expectReply, type ExpectedReply } from '../support/expect-reply.js'
import { sendOverSocket, type TestRequest } from '../support/send-request.js'

async function buildUpload (t: Test) {
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, { mappers: [multipartErrors] })
  await fastify.register(multipart, { limits: { files: 1, fields: 2, parts: 3, fileSize: 10 } })
  fastify.post('/parts', async (request) => {
    for await (const part of request.parts()) if (part.type === 'file') await part.toBuffer()
    return 'fine'
  })
  fastify.post('/file', async (request) => {
    const file = await request.file({ limits: { fileSize: 20 } })
    await file?.toBuffer()
    return 'fine'
  })
  fastify.post('/bare', async () => { throw Object.assign(new Error('hunter2'), { code: 'FST_REQ_FILE_TOO_LARGE', statusCode: 413 }) })
  return fastify
}

function form (...sizes: number[]): FormData {
  const data = new FormData()
  for (const [i, size] of sizes.entries()) data.append(`file-${i}`, new Blob(['x'.repeat(size)]), 'a.txt')
  return data
}

function fields (...names: string[]): FormData {
  const data = new FormData()
  for (const name of names) data.append(name, 'x')
  return data
}

const tooLarge: ExpectedReply = { status: 413 }
const unsupported: ExpectedReply = {
  status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The media type of the request body is not supported.', headers: { accept: 'multipart/form-data' }
}

t.test('mapper multipart', async (t) => {
  const table: Record<string, [TestRequest, ExpectedReply]> = {
    'JSON is 415 with Accept': [{ url: '/parts', body: {} }, unsupported],
    'a text is 415 with Accept': [{ url: '/file', body: 'a', headers: { 'content-type': 'text/plain' } }, unsupported],
    'a file that is too large has the limit of the plugin': [{ url: '/parts', body: form(11) }, { ...tooLarge, detail: { limit: 10 } }],
    'a file of 2 MB has it too': [{ url: '/parts', body: form(2_000_000) }, { ...tooLarge, detail: { limit: 10 } }],
    'a file that is too large has the limit of the call': [{ url: '/file', body: form(21) }, { ...tooLarge, detail: { limit: 20 } }],
    'an error without its file has no limit': [{ url: '/bare', body: {} }, tooLarge],
    'too many files': [{ url: '/parts', body: form(1, 1) }, tooLarge],
    'too many fields': [{ url: '/parts', body: fields('a', 'b', 'c') }, tooLarge],
    'too many parts': [{ url: '/parts', body: fields('a', 'b', 'c', 'd') }, tooLarge],
    'a field with the name of a property of objects': [{ url: '/parts', body: fields('__proto__') }, { status: 400 }],
    'a field that is not the JSON that it says it is': [
      { url: '/parts', body: '--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: application/json\r\n\r\n{\r\n--x--\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      { status: 400 }
    ]
  }
  for (const [name, [request, expected]] of Object.entries(table)) {
    t.test(name, async (t) => {
      const fastify = await buildUpload(t)
      expectReply(t, await sendOverSocket(fastify, { method: 'POST', ...request }), expected)
      t.equal((await sendOverSocket(fastify, { method: 'POST', url: '/parts', body: form(10) })).text, 'fine')
    })
  }
})
