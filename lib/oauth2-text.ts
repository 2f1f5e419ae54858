const MAX_DESCRIPTION = 500

/**
 * Text as `error_description` may hold it (RFC 6749 appendix A.8: %x20-21 / %x23-5B / %x5D-7E).
 *
 * Quotes become apostrophes, backslashes slashes, line breaks and tabs spaces, any other character a question mark;
 * at most 500 characters, `undefined` when nothing is left.
 */
export function cleanDescription (text: string): string | undefined {
  const cleaned = text.slice(0, MAX_DESCRIPTION)
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replace(/[\r\n\t]/g, ' ')
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim()
  return cleaned === '' ? undefined : cleaned
}
