import type { Issue } from '../error/error-reply.js'

/**
 * One sentence that describes a validation failure and its place.
 *
 * Names the part of the request and the path; of the received value only its type.
 */
export function issueSentence ({ in: where, path, kind, message, expected, received, isTranslated }: Issue): string {
  const subject = `\`${path === '' ? where : `${where}.${path}`}\``
  // Whatever the language: its text may not be one that follows a subject
  if (isTranslated === true) return `${subject}: ${message}`
  if (kind !== 'invalid_type' || received === undefined) return `${subject} ${message.replace(/\.$/, '')}.`
  return expected === undefined
    ? `${subject} is \`${received}\`, but a value is expected.`
    : `${subject} is \`${received}\`, but \`${expected}\` is expected.`
}
