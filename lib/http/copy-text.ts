/** A flat copy of a text of a request that is kept: a slice keeps alive the text that it was cut from. */
export function copyText (text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
