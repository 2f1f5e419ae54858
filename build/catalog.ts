import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { catalog, type CatalogRow } from '../lib/error/catalog.js'
import * as schemas from '../schemas/details.js'
import * as bodies from '../schemas/index.js'

const HEAD = '// Built by build/catalog.ts; to change it, edit lib/error/catalog.ts or schemas/details.ts and run: npm run generate'

// The details that rows of the catalogue name, by the name that they use
const details = {
  invalidBody: schemas.invalidBodyDetailSchema,
  issues: schemas.issuesDetailSchema,
  conflict: schemas.conflictDetailSchema,
  methodNotAllowed: schemas.methodNotAllowedDetailSchema,
  contentTooLarge: schemas.contentTooLargeDetailSchema
}

/** The schemas of details as plain JSON Schema: the plugin does not load TypeBox. */
export function writeDetails (): string {
  const members = Object.entries(details).map(([name, schema]) => `  ${name}: ${JSON.stringify(schema)}`)
  return `${HEAD}\n/* eslint-disable */\nexport const details = {\n${members.join(',\n')}\n} as const\n`
}

/** The schemas of the bodies as plain JSON Schema, for the tables of the catalogue: it does not load TypeBox. */
export function writeBodies (): string {
  const { envelopeSchema, problemSchema, fieldsSchema, descriptionSchema, oauth2Schema, fastifySchema, jsonRpcSchema } = bodies
  const members = Object.entries({ envelope: envelopeSchema, problem: problemSchema, fields: fieldsSchema, description: descriptionSchema, oauth2: oauth2Schema, fastify: fastifySchema, 'json-rpc': jsonRpcSchema, 'problem-xml': problemSchema })
    .map(([name, schema]) => `  ${name.includes('-') ? `'${name}'` : name}: ${JSON.stringify(schema)}`)
  return `${HEAD.replace('lib/error/catalog.ts or schemas/details.ts', 'schemas/')}\n/* eslint-disable */\nexport const bodySchemas: Readonly<Record<string, object>> = {\n${members.join(',\n')}\n}\n`
}

/** The types of the helpers: TypeScript requires each name in an augmentation of `FastifyReply`. */
export function writeHelpers (): string {
  const named = (catalog as readonly CatalogRow[]).flatMap((row) => [row.name, ...row.aliases ?? []].map((name) => ({ name, row })))
  const members = (indent: string, type: (name: string) => string) =>
    named.map(({ name, row }) => `${indent}/** ${describe(row)} */\n${indent}${name}: ${type(name)}`).join('\n')
  return `${HEAD}
import type { DeclaredFail, DeclaredHelper } from './declared-type.js'
import type { Helper } from './helper-type.js'
import type { OtherHelpers } from './other-helpers.js'

/**
 * The helpers of \`reply\` and the factories of \`errors\`: the same names, the same arguments.
 *
 * Each takes \`(message?, init?)\`, as in \`@fastify/sensible\`; those with own arguments take these two after them.
 */
export interface Helpers<Result> extends OtherHelpers<Result> {
${members('  ', (name) => `Helper<'${name}', Result>`)}
}

declare module 'fastify' {
  // Each member by itself: an interface that extends Helpers would not compile beside the types of @fastify/sensible
  interface FastifyReply<RouteGeneric extends RouteGenericInterface = RouteGenericInterface> {
${members('    ', (name) => `DeclaredHelper<RouteGeneric, '${name}', Helpers<FastifyReply>['${name}']>`)}
    /** Sends an error of the application, of a status, or of a helper's name. */
    fail: DeclaredFail<RouteGeneric, Helpers<FastifyReply>['fail']>
    /** Sends an OAuth2 error as a token endpoint does (RFC 6749 section 5.2). */
    oauthError: DeclaredHelper<RouteGeneric, 'oauthError', Helpers<FastifyReply>['oauthError']>
    /** Redirects to an OAuth2 client with an error, as an authorization endpoint does (RFC 6749 section 4.1.2.1). */
    oauthRedirect: Helpers<FastifyReply>['oauthRedirect']
    /** Sends the error of a protected resource with its challenge (RFC 6750 section 3). */
    bearerError: DeclaredHelper<RouteGeneric, 'bearerError', Helpers<FastifyReply>['bearerError']>
  }
}
`
}

function describe ({ name, statusCode, title, code, header, arguments: own }: CatalogRow): string {
  const start = `Sends ${statusCode} ${title}`
  const codeText = name.startsWith('invalid') ? `, code \`${code}\`` : ''
  if (own !== undefined) return `${start}${codeText}, ${own.description}.`
  const isChallenge = header === 'WWW-Authenticate' || header === 'Proxy-Authenticate'
  return isChallenge ? `${start} with \`${header}\`: the \`challenge\` of \`init\`, else option \`challenge\`.` : `${start}.`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [file, text] of [['lib/error/generated-details.ts', writeDetails()], ['lib/helpers/generated.ts', writeHelpers()], ['lib/catalog/generated-bodies.ts', writeBodies()]] as const) {
    await writeFile(new URL(`../../${file}`, import.meta.url), text)
    console.log(file)
  }
}
