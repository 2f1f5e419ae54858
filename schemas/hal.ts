import { Type, type Static, type TObject, type TOptional, type TProperties, type TSchema, type TUnsafe } from '@sinclair/typebox'
import { anyMembers } from './members.js'

/** A link object with every member that HAL knows (draft-kelly-json-hal-11 section 5). */
export const halLinkSchema = Type.Object({
  href: Type.String({ description: 'URI reference (RFC 3986), or with templated a URI template (RFC 6570)' }),
  templated: Type.Optional(Type.Boolean({ description: 'href is a URI template' })),
  type: Type.Optional(Type.String({ description: 'Media type of what the link leads to' })),
  deprecation: Type.Optional(Type.String({ description: 'The link is deprecated; the URL has more information' })),
  name: Type.Optional(Type.String({ description: 'Distinguishes links of one relation' })),
  profile: Type.Optional(Type.String({ description: 'URI of a profile of what the link leads to (RFC 6906)' })),
  title: Type.Optional(Type.String({ description: 'For a person' })),
  hreflang: Type.Optional(Type.String({ description: 'Language of what the link leads to (RFC 5646)' }))
}, { title: 'HalLink' })

/** `_links`: a relation leads to one link or to several. */
export const halLinksSchema = Type.Unsafe<Record<string, HalLink | HalLink[]>>(Type.Object({}, {
  additionalProperties: Type.Union([halLinkSchema, Type.Array(halLinkSchema)])
}))

/** `_embedded` when nothing is declared: resources as they come. */
const halEmbeddedSchema = anyMembers()

/** The schema that {@link halSchema} returns. */
export type HalSchema<Properties extends TProperties, Embedded extends TProperties> = TObject<Properties & {
  _links: TOptional<typeof halLinksSchema>
  _embedded: TOptional<TProperties extends Embedded ? TUnsafe<Record<string, unknown>> : TObject<Embedded>>
}>

/**
 * Adds `_links` and `_embedded` to the schema of a resource, for the `response` of a route.
 *
 * A route's response schema is an allow-list, so without this both would be left out of the reply. Resources under
 * `_embedded` go out as they are, unless `embedded` gives the schema of each relation; one that it does not name is
 * then left out.
 *
 * @param resource an object schema
 * @param embedded relation → schema of what is embedded, such as `{ items: Type.Array(itemSchema) }`
 * @throws TypeError when the resource is not an object schema
 */
export function halSchema<Properties extends TProperties, Embedded extends TProperties = TProperties> (
  resource: TObject<Properties>, embedded?: Embedded
): HalSchema<Properties, Embedded> {
  if (resource?.type !== 'object' || typeof resource.properties !== 'object') {
    throw new TypeError('halSchema takes the schema of an object')
  }
  return {
    ...resource,
    properties: {
      ...resource.properties,
      _links: Type.Optional(halLinksSchema),
      _embedded: Type.Optional(embedded === undefined ? halEmbeddedSchema : Type.Object(optional(embedded)))
    }
  } as unknown as HalSchema<Properties, Embedded>
}

// What is embedded may be left out: a resource is also sent without it
function optional (properties: TProperties): Record<string, TSchema> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)]))
}

/** A link object as a TypeScript type. */
export type HalLink = Static<typeof halLinkSchema>
