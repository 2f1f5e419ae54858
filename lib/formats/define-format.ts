import { FunctionError, tryFunction, type FunctionRole } from '../util/call-function.js'
import { isObject, isSynchronous } from '../util/check-option.js'
import { compileSchema } from '../util/compile-schema.js'
import { FST_ERR_REPLIES_INVALID_FORMAT } from '../util/boot-errors.js'
import { isHeaderValue, isMediaRange, isToken } from '../http/header-values.js'
import type { DetailOf } from '../error/detail-type.js'
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

/** A format whose bodies are JSON: the schema says what may be sent. */
export interface JsonFormatDefinition<Schema extends object> extends FormatBase {
  /** TypeBox (`typebox` or `@sinclair/typebox`) or JSON schema of the body; members that it does not name are never sent. */
  schema: Schema
  /** The body of an error reply. */
  body (error: ErrorReply, extras: BodyExtras): DetailOf<Schema>
}

/** A format whose bodies are any text, such as XML. */
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

// Either of the two, before it is checked
interface UncheckedDefinition extends FormatBase {
  schema: object
  body: Format['body']
  serialize: Format['serialize']
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
export function defineFormat<const Schema extends object> (definition: JsonFormatDefinition<Schema>): FormatDefinition
export function defineFormat<Body> (definition: TextFormatDefinition<Body>): FormatDefinition
export function defineFormat (definition: Partial<UncheckedDefinition>): FormatDefinition {
  const { name, contentType, validationStatusCode = 400, headers, schema, body, serialize } = definition
  if (typeof name !== 'string' || !NAME.test(name)) throw FST_ERR_REPLIES_INVALID_FORMAT(String(name), 'its name should be letters, digits and dashes')
  if (!isMediaRange(contentType)) throw FST_ERR_REPLIES_INVALID_FORMAT(name, 'its contentType should be a media type')
  if (!isSynchronous(body)) throw FST_ERR_REPLIES_INVALID_FORMAT(name, 'its body should be a synchronous function')
  if (serialize !== undefined && !isSynchronous(serialize)) throw FST_ERR_REPLIES_INVALID_FORMAT(name, 'its serialize should be a synchronous function')
  if ((schema === undefined) === (serialize === undefined)) throw FST_ERR_REPLIES_INVALID_FORMAT(name, 'it should have either a schema or a serialize function')

  if (headers !== undefined && !(isObject(headers) && Object.entries(headers).every(([field, value]) => isToken(field) && isHeaderValue(field, value)))) {
    throw FST_ERR_REPLIES_INVALID_FORMAT(name, 'its headers should be an object of header values')
  }

  let compiled: Format | undefined
  return Object.freeze({
    name,
    compile () {
      if (compiled !== undefined) return compiled
      const serializer: (body: any) => unknown = serialize ?? compile(name, schema as object)
      const bodyRole: FunctionRole<unknown> = { name: `body of format '${name}'`, expected: 'a body', isAnswer: (value) => value !== undefined }
      const serializeRole: FunctionRole<string> = { name: `serialize of format '${name}'`, expected: 'a string', isAnswer: isText }
      compiled = {
        name,
        contentType,
        validationStatusCode,
        headers,
        needsRequest: true,
        schema,
        body: (error, extras) => answerOf(bodyRole, body, [error, extras]),
        serialize: (value) => answerOf(serializeRole, serializer, [value])
      }
      return compiled
    }
  })
}

function compile (name: string, schema: object): (body: unknown) => string {
  try {
    return compileSchema(schema)
  } catch (error) {
    throw FST_ERR_REPLIES_INVALID_FORMAT(name, `its schema does not compile: ${(error as Error).message}`, { cause: error })
  }
}

function answerOf<T, Args extends readonly unknown[]> (role: FunctionRole<T>, own: (...args: Args) => unknown, args: Args): T {
  const result = tryFunction(role, own, args)
  if (result instanceof FunctionError) throw result
  return result.answer
}

function isText (value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
