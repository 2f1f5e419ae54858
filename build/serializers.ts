import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { build as Build, Options } from 'fast-json-stringify'
import * as schemas from '../schemas/index.js'

// fast-json-stringify declares its CommonJS export as an ES default, which nodenext cannot call
const fastJson = createRequire(import.meta.url)('fast-json-stringify') as typeof Build

const bodies = [
  { name: 'envelope', type: 'Envelope', schema: schemas.envelopeSchema },
  { name: 'problem', type: 'Problem', schema: schemas.problemSchema },
  { name: 'fields', type: 'Fields', schema: schemas.fieldsSchema },
  { name: 'description', type: 'Description', schema: schemas.descriptionSchema },
  { name: 'oauth2', type: 'OAuth2Error', schema: schemas.oauth2Schema },
  { name: 'fastify', type: 'FastifyErrorBody', schema: schemas.fastifySchema },
  { name: 'json-rpc', type: 'JsonRpcError', schema: schemas.jsonRpcSchema }
]

/**
 * Compiles the schema of every body to TypeScript source.
 *
 * @returns file name under `lib/formats/generated` → its text
 */
export function compileSerializers (): Map<string, string> {
  return new Map(bodies.map(({ name, type, schema }) => [`${name}.ts`, compileModule(name, type, schema)]))
}

function compileModule (name: string, type: string, schema: object): string {
  const code = (fastJson(keepOrder(schema) as Parameters<typeof Build>[0], { mode: 'standalone' } as Options) as unknown as string)
    // A shortcut for long arrays of strings, from a length that depends on the Node that compiles, and which
    // fast-json-stringify has only from 7.1.5 on
    .replace(/if \(typeof arrayLength === 'number' && arrayLength >= \d+ [^{]*\{\s*return asPlainStringArray\(obj, arrayLength\)\s*\}\s*/g, '')
    .replace(/,\s*asPlainStringArray(?=\s*\})/, '')
  const start = code.indexOf('module.exports = ')
  // The code before the function restores the serializer and a validator; the bodies need no validator
  if (start === -1 || !code.includes('const validator = null')) {
    throw new Error(`the schema of '${name}' needs a validator at run time, remove its anyOf or if`)
  }
  return [
    '// Built from schemas/ by build/serializers.ts; to change it, edit the schema and run: npm run generate',
    '// @ts-nocheck the source is plain JavaScript as fast-json-stringify writes it',
    '/* eslint-disable */',
    '/* c8 ignore start */',
    'import Serializer from \'fast-json-stringify/lib/serializer.js\'',
    `import type { ${type} } from '../../../schemas/${name}.js'`,
    '',
    'const serializer = Serializer.restoreFromState({ mode: \'standalone\' })',
    'const validator = null',
    '',
    `const serialize${type}: (body: ${type}) => string = ` + code.slice(start + 'module.exports = '.length).trim(),
    '',
    `export default serialize${type}`,
    '/* c8 ignore stop */',
    ''
  ].join('\n')
}

// fast-json-stringify writes required members first. Where an optional one comes earlier in the convention, all are
// optional to it: a format always gives the required ones.
function keepOrder (schema: { required?: string[], properties?: object }): object {
  const names = Object.keys(schema.properties ?? {})
  const required = schema.required ?? []
  return required.every((name, index) => names[index] === name) ? schema : { ...schema, required: [] }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [file, text] of compileSerializers()) {
    await writeFile(new URL(`../../lib/formats/generated/${file}`, import.meta.url), text)
    console.log(`lib/formats/generated/${file}`)
  }
}
