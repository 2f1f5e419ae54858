import { definitionOf } from './catalog.js'
import { ErrorReply, type ErrorParts } from './error-reply.js'

/** Messages that are more precise than the one of their error, by the key under which a language translates them. */
export const messages = {
  duplicate_entry: 'Another entry has this value already.',
  referenced_entry: 'Another entry still refers to this one.',
  part_timeout: 'This part took too long to answer.',
  part_too_large: 'The result of this part is too large for a batch.',
  part_invalid_status: 'The status of the answer to this part is not valid.',
  part_broken_off: 'The answer to this part broke off.',
  part_unknown_method: 'The method of this part is not known.',
  part_resource_too_long: 'The resource of this part is too long.',
  part_invalid_resource: 'The resource of this part is not a path on this server.'
} as const satisfies Record<string, string>

/** Key of a message in option `languages`. */
export type MessageKey = keyof typeof messages

/** The built-in error of a status, with one of {@link messages}. */
export function buildKeyed (statusCode: number, key: MessageKey, parts?: Pick<ErrorParts, 'detail' | 'cause'>): ErrorReply {
  return new ErrorReply(definitionOf(statusCode), { ...parts, message: messages[key], messageKey: key }, buildKeyed)
}
