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
  // Type null does not exist in Swagger 2.0
  if (typeof type === 'string' && type !== 'null') result['type'] = type
  if (properties !== undefined) result['properties'] = mapValues(properties, toSwaggerSchema)
  if (additionalProperties !== undefined) {
    result['additionalProperties'] = typeof additionalProperties === 'boolean' ? additionalProperties : toSwaggerSchema(additionalProperties)
  }
  if (type === 'array') result['items'] = Array.isArray(items) ? {} : toSwaggerSchema(items)
  if (allOf !== undefined) result['allOf'] = allOf.map(toSwaggerSchema)
  const values = readValues(source)
  if (values !== undefined) result['enum'] = values
  return result
}

/** The schemas of a route in the keywords of Swagger 2.0. */
export function toSwaggerRoute (schema: Readonly<Record<string, any>> | undefined): Record<string, any> {
  const result: Record<string, any> = { ...schema }
  const { body, response } = result
  if (body !== undefined) result['body'] = toSwaggerSchema(body)
  for (const part of ['querystring', 'params', 'headers']) {
    if (result[part]?.properties !== undefined) result[part] = { ...result[part], properties: mapValues(result[part].properties, toSwaggerParameter) }
  }
  if (response !== undefined) result['response'] = mapValues(response, toSwaggerResponse)
  return result
}

// A parameter has one type
function toSwaggerParameter (schema: unknown): object {
  return { type: 'string', ...toSwaggerSchema(schema) }
}

function toSwaggerResponse (schema: Readonly<Record<string, any>>): object {
  const { type, headers, 'x-response-description': description } = schema
  return {
    ...toSwaggerSchema(schema),
    ...(type === 'null' && { type }), // without a body
    ...(headers !== undefined && { headers }),
    ...(description !== undefined && { 'x-response-description': description })
  }
}

function mapValues (object: object, convert: (value: any) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, convert(value)]))
}

// Values of a schema that allows a few only: of a union too
function readValues ({ const: value, enum: values, anyOf, oneOf }: Record<string, any>): unknown[] | undefined {
  if (values !== undefined) return values
  if (value !== undefined) return [value]
  const branches: unknown[] | undefined = (anyOf ?? oneOf)?.map(readValues)
  return branches?.every((branch) => branch !== undefined) === true ? [...new Set(branches.flat())] : undefined
}
