import { Type, type Static } from '@sinclair/typebox'

const catalogPropertySchema = Type.Object({
  name: Type.String({ description: 'Dotted path; [] for the members of an array' }),
  type: Type.String({ description: 'Type as text, such as string or array of strings' }),
  required: Type.Boolean(),
  description: Type.Optional(Type.String()),
  example: Type.Optional(Type.Unknown())
}, { title: 'CatalogProperty' })

const catalogRouteSchema = Type.Object({
  url: Type.String({ description: 'Path with parameters, as in /orders/:id' }),
  methods: Type.Array(Type.String()),
  summary: Type.Optional(Type.String()),
  operation: Type.Optional(Type.String({ description: 'Address of the operation in the page of the OpenAPI document' }))
}, { title: 'CatalogRoute' })

/** An occurrence of an error, as a client receives it in one format. */
const catalogExampleSchema = Type.Object({
  format: Type.String(),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  headers: Type.Unsafe<Record<string, string | string[]>>(Type.Object({}, {
    additionalProperties: Type.Union([Type.String(), Type.Array(Type.String())])
  })),
  body: Type.String({ description: 'The bytes of the body' })
}, { title: 'CatalogExample' })

/** One error of the catalogue. */
export const catalogErrorSchema = Type.Object({
  code: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  title: Type.String(),
  message: Type.String({ description: 'Default message, or that of the first example' }),
  url: Type.String({ description: 'Address of its page' }),
  description: Type.Optional(Type.String()),
  cause: Type.Optional(Type.String()),
  remedy: Type.Optional(Type.String({ description: 'What a client should do' })),
  retry: Type.Union([Type.Literal('no'), Type.Literal('after'), Type.Literal('backoff')], {
    description: 'When a client may send the request again: not as it is, after Retry-After, or after growing pauses'
  }),
  since: Type.Optional(Type.String()),
  deprecated: Type.Optional(Type.Union([Type.Boolean(), Type.String()])),
  aliases: Type.Array(Type.String(), { description: 'Earlier codes' }),
  headers: Type.Array(Type.Object({ name: Type.String(), description: Type.Optional(Type.String()) })),
  detail: Type.Optional(Type.Unsafe<Record<string, unknown>>(Type.Object({}, { additionalProperties: true, description: 'JSON Schema of the detail' }))),
  properties: Type.Array(catalogPropertySchema, { description: 'Members of the detail' }),
  examples: Type.Array(catalogExampleSchema),
  routes: Type.Array(catalogRouteSchema, { description: 'Routes that send it; empty for an error that any request can cause' }),
  usage: Type.Optional(Type.String({ description: 'How the server throws it' }))
}, { title: 'CatalogError' })

const catalogFormatSchema = Type.Object({
  name: Type.String(),
  contentType: Type.String(),
  default: Type.Boolean(),
  properties: Type.Array(catalogPropertySchema)
}, { title: 'CatalogFormat' })

const catalogStatusSchema = Type.Object({
  status: Type.Integer({ minimum: 100, maximum: 599 }),
  name: Type.String(),
  description: Type.String()
}, { title: 'CatalogStatus' })

const catalogOAuth2Schema = Type.Object({
  endpoint: Type.Union([Type.Literal('authorization'), Type.Literal('token'), Type.Literal('resource')]),
  errors: Type.Array(Type.Object({ error: Type.String(), description: Type.String() }))
}, { title: 'CatalogOAuth2' })

/** The JSON of the error catalogue; `version` changes when a member is renamed or removed. */
export const catalogSchema = Type.Object({
  version: Type.Literal(1),
  title: Type.String(),
  intro: Type.Optional(Type.String()),
  url: Type.String({ description: 'Address of the catalogue' }),
  formats: Type.Array(catalogFormatSchema),
  statuses: Type.Array(catalogStatusSchema),
  errors: Type.Array(catalogErrorSchema),
  oauth2: Type.Array(catalogOAuth2Schema),
  removed: Type.Array(Type.Object({
    code: Type.String(),
    successor: Type.Optional(Type.String({ description: 'Code that replaces it' })),
    text: Type.Optional(Type.String())
  }))
}, { title: 'Catalog' })

export type CatalogProperty = Static<typeof catalogPropertySchema>
export type CatalogRoute = Static<typeof catalogRouteSchema>
export type CatalogExample = Static<typeof catalogExampleSchema>
export type CatalogFormat = Static<typeof catalogFormatSchema>
export type CatalogOAuth2 = Static<typeof catalogOAuth2Schema>
/** One error of the catalogue as a TypeScript type. */
export type CatalogError = Static<typeof catalogErrorSchema>
/** The JSON of the error catalogue as a TypeScript type. */
export type Catalog = Static<typeof catalogSchema>
