import { createClient } from '@hey-api/openapi-ts'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import openapiTypes, { astToString } from 'openapi-typescript'
import t from 'tap'
import ts from 'typescript'
import { buildShop, documentOf } from '../support/openapi-server.js'
import type { ErrorRepliesOptions } from '../../lib/index.js'

const same = 'type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false\n'

// What a program does with the errors of an operation: over the whole union, with no cast
const usages: Record<string, [ErrorRepliesOptions, string]> = {
  envelope: [{ negotiate: [] }, `
  if (error.error.code === 'OUT_OF_STOCK') { const left: number = error.error.detail.left; const fits: Same<typeof error.error.detail, { sku: string, left: number }> = true; return [left, fits] }
  if (error.error.code === 'SHOP_CLOSED') { const fits: Same<typeof error.error.detail.reason, 'night' | 'holiday'> = true; return fits }
  if (error.error.code === 'CONFLICT') return error.error.detail?.conflictField?.length
  if (error.error.code === 'INVALID_BODY') return error.error.detail?.issues?.map(({ path }) => path.length)
  if (error.error.code === 'NOT_FOUND') return error.error.message
  // @ts-expect-error no error has this code
  if (error.error.code === 'NO_CODE') return 1
  // @ts-expect-error only OUT_OF_STOCK has it
  return error.error.detail.left`],
  problem: [{ format: 'problem', negotiate: [] }, `
  if (error.code === 'OUT_OF_STOCK') { const left: number = error.left; const fits: Same<typeof error.left, number> = true; return [left, fits] }
  if (error.code === 'SHOP_CLOSED') { const fits: Same<typeof error.reason, 'night' | 'holiday'> = true; return fits }
  if (error.code === 'CONFLICT') return error.conflictField?.length
  if (error.code === 'INVALID_BODY') return error.errors?.map(({ pointer }) => pointer?.length)
  if (error.code === 'NOT_FOUND') return error.detail
  // @ts-expect-error no error has this code
  if (error.code === 'NO_CODE') return 1
  // @ts-expect-error only OUT_OF_STOCK has it
  return error.left`]
}

t.test('generated clients', async t => {
  const directory = t.testdir()
  const files: string[] = []
  for (const openapi of ['3.0.3', '3.1.0'] as const) {
    for (const [name, [options, usage]] of Object.entries(usages)) {
      const folder = join(directory, `${name}-${openapi[2]}`)
      await mkdir(folder)
      const document = await documentOf(options, { openapi })
      await writeFile(join(folder, 'api.ts'), astToString(await openapiTypes(structuredClone(document))))
      await writeFile(join(folder, 'openapi-fetch.ts'), `import createClient from 'openapi-fetch'\nimport type { paths } from './api.js'\n${same}
export async function order () {
  const { error } = await createClient<paths>().POST('/orders', { body: { sku: 'a', count: 1 } })
  if (error === undefined) return
${usage}
}
`)
      await createClient({
        input: document as never,
        output: join(folder, 'hey'),
        plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk', 'zod'],
        logs: { level: 'silent' }
      })
      await writeFile(join(folder, 'hey-api.ts'), `import { order as send } from './hey/index.js'\n${same}
export async function order () {
  const { error } = await send({ body: { sku: 'a', count: 1 } })
  if (error === undefined) return
${usage}
}
`)
      files.push(join(folder, 'openapi-fetch.ts'), join(folder, 'hey-api.ts'))
    }
  }

  t.test('narrow errors by their code', async t => {
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: []
    })
    t.same(ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) =>
      `${file?.fileName.slice(directory.length) ?? ''}:${file?.getLineAndCharacterOfPosition(start ?? 0).line ?? ''} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`), [])
  })

  t.test('zod schemas of hey-api take every example', async t => {
    for (const openapi of ['3.0.3', '3.1.0'] as const) {
      const folder = join(directory, `envelope-${openapi[2]}`)
      const outfile = join(folder, 'zod.mjs')
      await build({ entryPoints: [join(folder, 'hey/zod.gen.ts')], outfile, bundle: true, packages: 'external', format: 'esm', platform: 'node', logLevel: 'silent' })
      const schemas = await import(pathToFileURL(outfile).href)
      const fastify = await buildShop({ negotiate: [] })
      const { body } = await fastify.inject({ method: 'POST', url: '/orders', payload: { sku: 'a', count: 3 } })
      t.same(schemas.zOutOfStockEnvelope.parse(JSON.parse(body)), JSON.parse(body))
      t.throws(() => schemas.zConflictEnvelope.parse(JSON.parse(body)))
      t.match(await readFile(join(folder, 'hey/zod.gen.ts'), 'utf8'), /zErrorEnvelope/)
    }
  })
})
