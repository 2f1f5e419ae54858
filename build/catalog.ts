import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { catalog, type CatalogRow } from '../lib/error/catalog.js'
import * as helperArguments from '../lib/error/helper-arguments.js'
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

/** Names and codes of the catalogue as types: those that follow from the rows themselves take a compiler long. */
export function writeNames (): string {
  const union = (names: readonly string[]) => [...new Set(names)].map((name) => `\n  | '${name}'`).join('')
  const aliases = catalog.flatMap(({ name, aliases = [] }) => aliases.map((alias) => `  ${alias}: '${name}'`))
  return `${HEAD}

/** Code of a built-in error. */
export type BuiltInCode =${union(catalog.map(({ code }) => code))}

/** Name of a reply helper and factory. */
export type HelperName =${union(named.map(({ name }) => name))}

/** Name of the definition behind a helper that shares it with another. */
export interface DefinitionNames {
${aliases.join('\n')}
}
`
}

const named = catalog.flatMap((row) => [row.name, ...row.aliases ?? []].map((name) => ({ name, row })))

/** The types of the helpers: TypeScript requires each name in an augmentation of `FastifyReply`. */
export function writeHelpers (): string {
  const members = (indent: string, type: (name: string, row: CatalogRow) => string) =>
    named.map(({ name, row }) => `${indent}/** ${describe(row)} */\n${indent}${name}: ${type(name, row)}`).join('\n')
  const readers = Object.entries(helperArguments).filter(([, reader]) => catalog.some((row) => row.arguments === reader)).map(([name]) => name)
  return `${HEAD}
import type {
  ${readers.join(',\n  ')}
} from '../error/helper-arguments.js'
import type { DeclaredFail, DeclaredHelpers } from './declared-type.js'
import type { ChallengeHelper, Helper, HelperThatNeeds, HelperWith, OwnArguments } from './helper-type.js'
import type { OtherHelpers } from './other-helpers.js'

/**
 * The helpers of \`reply\` and the factories of \`errors\`: the same names, the same arguments.
 *
 * Each takes \`(message?, init?)\`, as in \`@fastify/sensible\`; those with own arguments take these two after them.
 */
export interface Helpers<Result> extends OtherHelpers<Result> {
${members('  ', (_name, row) => typeOf(row))}
}

declare module 'fastify' {
  // Each member by itself: an interface that extends Helpers would not compile beside the types of @fastify/sensible
  interface FastifyReply<RouteGeneric extends RouteGenericInterface = RouteGenericInterface> {
${members('    ', (name) => `DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['${name}']`)}
    /** Sends an error of the application, of a status, or of a helper's name. */
    fail: DeclaredFail<RouteGeneric, Helpers<FastifyReply>['fail']>
    /** Sends an OAuth2 error as a token endpoint does (RFC 6749 section 5.2). */
    oauthError: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['oauthError']
    /** Redirects to an OAuth2 client with an error, as an authorization endpoint does (RFC 6749 section 4.1.2.1). */
    oauthRedirect: Helpers<FastifyReply>['oauthRedirect']
    /** Sends the error of a protected resource with its challenge (RFC 6750 section 3). */
    bearerError: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['bearerError']
  }
}
`
}

function typeOf (row: CatalogRow): string {
  const reader = Object.entries(helperArguments).find(([, reader]) => row.arguments === reader)?.[0]
  if (reader !== undefined) return `${row.arguments?.required === true ? 'HelperThatNeeds' : 'HelperWith'}<OwnArguments<typeof ${reader}>, Result>`
  return isChallenge(row) ? 'ChallengeHelper<Result>' : 'Helper<Result>'
}

function isChallenge ({ header }: CatalogRow): boolean {
  return header === 'WWW-Authenticate' || header === 'Proxy-Authenticate'
}

function describe (row: CatalogRow): string {
  const { name, statusCode, title, code, header, arguments: own } = row
  const start = `Sends ${statusCode} ${title}`
  const codeText = name.startsWith('invalid') ? `, code \`${code}\`` : ''
  if (own !== undefined) return `${start}${codeText}, ${own.description}.`
  return isChallenge(row) ? `${start} with \`${header}\`: the \`challenge\` of \`init\`, else option \`challenge\`.` : `${start}.`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [file, text] of [['lib/error/generated-details.ts', writeDetails()], ['lib/error/generated-names.ts', writeNames()], ['lib/helpers/generated.ts', writeHelpers()], ['lib/catalog/generated-bodies.ts', writeBodies()]] as const) {
    await writeFile(new URL(`../../${file}`, import.meta.url), text)
    console.log(file)
  }
}
