import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import ts from 'typescript'
import { root } from '../support/root.js'

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true, types: ['node']
}

/** Files that the types of the utilities are in. */
const isSensible = (file: string) => file.includes('node_modules/@fastify/sensible/')

const parsed = new Map<string, ts.SourceFile | undefined>()
t.setTimeout(120_000)

/** Files of the program of a consumer that has these lines, and what its compiler reports in them and in ours. */
function compile (lines: string) {
  const file = join(fileURLToPath(root), 'test/consumers/consumer.mts')
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.getSourceFile = (name, ...others) => {
    if (name === file || !parsed.has(name)) parsed.set(name, getSourceFile(name, ...others))
    return parsed.get(name)
  }
  host.fileExists = (name) => name === file || fileExists(name)
  host.readFile = (name) => name === file ? lines : readFile(name)
  const program = ts.createProgram([file], options, host)
  const sources = program.getSourceFiles()
  const reports = sources.filter(({ fileName }) => !fileName.includes('node_modules')).flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
  return { files: sources.map(({ fileName }) => fileName), reports: reports.map(({ messageText, file }) => `${file?.fileName} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`) }
}

const before = new Set(compile('import Fastify from \'fastify\'; Fastify()').files)

t.test('the main entry adds few files to the program of a consumer, and none of TypeBox', async t => {
  const { files, reports } = compile(`
    import Fastify from 'fastify'
    import errorsPlugin, { defineError, ErrorReply, errors, type FormatName } from 'fastify-error-replies'
    const taken = defineError({ code: 'TAKEN', statusCode: 409, title: 'Taken', message: 'Taken.', detail: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } })
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: 'problem', errors: [taken] })
    fastify.get('/', { config: { errorFormat: 'envelope' }, errors: [taken, errors.notFound] }, (_request, reply) => reply.conflict('a.b'))
    const error: ErrorReply = taken({ name: 'a' })
    const format: FormatName = 'problem-xml'
    // @ts-expect-error the detail has a name
    taken({ nam: 'a' })
    // @ts-expect-error no such format
    const none: FormatName = 'yaml'
    console.log(error, format, none)
  `)
  t.same(reports, [])
  const added = files.filter((file) => !before.has(file))
  t.ok(added.length > 1 && added.length <= 20, `${added.length} files`)
  t.same(added.filter((file) => file.includes('node_modules') && !isSensible(file)), [])
})

t.test('the main entry brings the types of the utilities of @fastify/sensible, and its own helpers keep theirs', async t => {
  const { files, reports } = compile(`
    import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
    import errorsPlugin, { errors } from 'fastify-error-replies'
    const fastify: FastifyInstance = Fastify()
    await fastify.register(errorsPlugin)
    fastify.get('/', { errors: [errors.notFound] }, async (request, reply) => {
      fastify.assert(request.is('json'), 415)
      const [error, value]: [Error, number] = await fastify.to(Promise.resolve(1))
      reply.cacheControl('max-age', 60).staticCache(60)
      reply.vary(request.forwarded())
      if (value === 1) throw fastify.httpErrors.notFound(error.message)
      return reply.imateapot()
    })
    export const own = (reply: FastifyReply): FastifyReply[] => [reply.notFound('None.', { code: 'NONE' }), reply.conflict('name', 'Ada', 'Grace'), reply.unprocessableEntity({ name: ['is blank'] })]
    // @ts-expect-error no such cache directive
    export const none = (reply: FastifyReply) => reply.cacheControl('min-age', 60)
  `)
  t.same(reports, [])
  t.equal(files.filter(isSensible).length, 2)
})

t.test('the main entry adds little to the type check of an application', async t => {
  const check = (name: string) => {
    const program = ts.createProgram([join(fileURLToPath(root), `test/consumers/shop/${name}.ts`)], { ...options, skipLibCheck: true })
    const reports = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()]
    t.same(reports.map(({ messageText, file }) => `${file?.fileName} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`), [], name)
    return { instantiations: program.getInstantiationCount(), types: program.getTypeCount() }
  }
  // Not the time, which depends on the machine: npm run benchmark:types
  const without = check('without')
  const own = check('with')
  t.ok(own.instantiations > without.instantiations && own.instantiations <= without.instantiations * 1.06, `${own.instantiations} instantiations, ${without.instantiations} without`)
  t.ok(own.types > without.types && own.types <= without.types * 1.04, `${own.types} types, ${without.types} without`)
})

t.test('other entry points share the classes and the declarations of the main entry', async t => {
  const { files, reports } = compile(`
    import Fastify from 'fastify'
    import { ErrorReply, errors, type ErrorMapper } from 'fastify-error-replies'
    import catalog from 'fastify-error-replies/catalog'
    import { createDecoder } from 'fastify-error-replies/client'
    import { de } from 'fastify-error-replies/languages/de'
    import { postgres } from 'fastify-error-replies/mappers'
    import multi, { toMultiPart } from 'fastify-error-replies/multi'
    import { quotaExceeded } from 'fastify-error-replies/problems'
    import success from 'fastify-error-replies/success'
    import { envelopeSchema, type Envelope } from 'fastify-error-replies/schemas'
    const mapper: ErrorMapper = postgres
    const error: ErrorReply | undefined = quotaExceeded({ 'violated-policies': [] })
    const fastify = Fastify()
    await fastify.register(multi)
    await fastify.register(success)
    await fastify.register(catalog)
    fastify.get('/', (_request, reply) => reply.ok({}))
    const envelope: Envelope = { type: ['Error'], error: { code: 'A', message: 'a' }, debug: {} }
    console.log(toMultiPart(errors.gone()), mapper, error, de.GONE.title, envelopeSchema, envelope, createDecoder)
  `)
  t.same(reports, [])
  t.ok(files.filter((file) => !before.has(file) && !file.includes('node_modules')).length <= 30)
})
