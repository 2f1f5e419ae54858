import { isObject } from '../util/check-option.js'
import { compileSchema } from '../util/compile-schema.js'
import { FST_ERR_REPLIES_INVALID_FORMAT } from '../util/boot-errors.js'
import { isHeaderValue, isMediaRange, isToken } from '../http/header-values.js'
import type { Static, TSchema } from '@sinclair/typebox'
import type { ErrorReply } from '../error/error-reply.js'
import type { BodyExtras } from '../error/body-extras.js'
import type { Format } from './format.js'

interface FormatBase {
  /** For `config.errorFormat` and in messages; not the name of a built-in format. */
  name: string
  /** Value of `Content-Type`. */
  contentType: string
  /**
   * Status of a validation failure, 400 to 499.
   *
   * @default 400
   */
  validationStatusCode?: number | undefined
  /**
   * Headers of every reply in this format, names in lower case; those that an error or HTTP requires win.
   *
   * @default {}
   */
  headers?: Readonly<Record<string, string>> | undefined
}

/** A format whose bodies are JSON: the schema says what may leave. */
export interface JsonFormatDefinition<Schema extends TSchema> extends FormatBase {
  /** TypeBox or JSON schema of the body; what it does not name never leaves. */
  schema: Schema
  /** The body of an error reply. */
  body (error: ErrorReply, extras: BodyExtras): Static<Schema>
}

/** A format whose bodies are any text, XML for one. */
export interface TextFormatDefinition<Body> extends FormatBase {
  /** What `serialize` makes the text from. */
  body (error: ErrorReply, extras: BodyExtras): Body
  /** The text of a body. */
  serialize (body: Body): string
}

/** A wire format of the application, for the options `format` and `negotiate`. */
export interface FormatDefinition {
  readonly name: string
  /** Compiles the format, once. */
  compile (): Format
}

const NAME = /^[A-Za-z][\w-]*$/

/**
 * Defines a wire format.
 *
 * Its serializer is compiled from the schema when the plugin is registered.
 *
 * @throws FST_ERR_REPLIES_INVALID_FORMAT for a definition that is incomplete and, at register, for a schema that
 * does not compile
 */
export function defineFormat<Schema extends TSchema> (definition: JsonFormatDefinition<Schema>): FormatDefinition
export function defineFormat<Body> (definition: TextFormatDefinition<Body>): FormatDefinition
export function defineFormat (definition: Partial<JsonFormatDefinition<TSchema> & TextFormatDefinition<unknown>>): FormatDefinition {
  const { name, contentType, validationStatusCode = 400, headers, schema, body, serialize } = definition
  if (typeof name !== 'string' || !NAME.test(name)) throw FST_ERR_REPLIES_INVALID_FORMAT(String(name), 'its name should be letters, digits and dashes')
  if (!isMediaRange(contentType)) throw FST_ERR_REPLIES_INVALID_FORMAT(name, 'its contentType should be a media type')
  if (typeof body !== 'function') throw FST_ERR_REPLIES_INVALID_FORMAT(name, 'its body should be a function')
  if ((schema === undefined) === (serialize === undefined)) throw FST_ERR_REPLIES_INVALID_FORMAT(name, 'it should have either a schema or a serialize function')

  if (headers !== undefined && !(isObject(headers) && Object.entries(headers).every(([field, value]) => isToken(field) && isHeaderValue(field, value)))) {
    throw FST_ERR_REPLIES_INVALID_FORMAT(name, 'its headers should be an object of header values')
  }

  let compiled: Format | undefined
  return Object.freeze({
    name,
    compile () {
      compiled ??= {
        name,
        contentType,
        validationStatusCode,
        headers,
        needsRequest: true,
        schema,
        body,
        serialize: checkText(serialize ?? compile(name, schema as TSchema))
      }
      return compiled
    }
  })
}

function compile (name: string, schema: TSchema): (body: unknown) => string {
  try {
    return compileSchema(schema)
  } catch (error) {
    throw FST_ERR_REPLIES_INVALID_FORMAT(name, `its schema does not compile: ${(error as Error).message}`, { cause: error })
  }
}

function checkText (serialize: (body: any) => unknown): (body: unknown) => string {
  return (body) => {
    const text = serialize(body)
    if (typeof text !== 'string' || text === '') throw new TypeError('serialize should return a text')
    return text
  }
}
