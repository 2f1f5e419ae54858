// Schema Object of Swagger 2.0, a part of JSON Schema draft 4
const KEYWORDS = [
  'format', 'title', 'description', 'default', 'multipleOf', 'maximum', 'minimum', 'maxLength', 'minLength', 'pattern',
  'maxItems', 'minItems', 'uniqueItems', 'maxProperties', 'minProperties', 'required', 'enum', 'readOnly', 'example'
]

/**
 * A JSON Schema in the keywords of Swagger 2.0.
 *
 * What Swagger 2.0 cannot express is left out: the schema then allows more, so whatever fitted the first one fits it.
 */
export function toSwaggerSchema (schema: unknown): Record<string, unknown> {
  const source = (schema ?? {}) as Record<string, any>
  if (typeof source['$ref'] === 'string') return { $ref: source['$ref'] }
  const result: Record<string, unknown> = {}
  for (const keyword of KEYWORDS) if (source[keyword] !== undefined) result[keyword] = source[keyword]
  const { type, properties, additionalProperties, items, allOf } = source
  // null has a type of its own, which Swagger 2.0 does not have
  if (typeof type === 'string' && type !== 'null') result['type'] = type
  if (properties !== undefined) result['properties'] = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, toSwaggerSchema(member)]))
  if (additionalProperties !== undefined) {
    result['additionalProperties'] = typeof additionalProperties === 'boolean' ? additionalProperties : toSwaggerSchema(additionalProperties)
  }
  if (type === 'array') result['items'] = Array.isArray(items) ? {} : toSwaggerSchema(items)
  if (allOf !== undefined) result['allOf'] = allOf.map(toSwaggerSchema)
  const values = readValues(source)
  if (values !== undefined) result['enum'] = values
  return result
}

// Values of a schema that allows a few only: of a union too
function readValues ({ const: value, enum: values, anyOf, oneOf }: Record<string, any>): unknown[] | undefined {
  if (values !== undefined) return values
  if (value !== undefined) return [value]
  const branches: unknown[] | undefined = (anyOf ?? oneOf)?.map(readValues)
  return branches?.every((branch) => branch !== undefined) === true ? [...new Set(branches.flat())] : undefined
}
