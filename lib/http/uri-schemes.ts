// Followed by a browser, they run a script or show local content where they should lead to a server
const UNSAFE_SCHEME = /^(javascript|data|vbscript|file|blob):/i

/** The scheme of a URI, in lower case, where no client should be sent to it; `undefined` for any other URI. */
export function unsafeScheme (uri: string): string | undefined {
  return UNSAFE_SCHEME.exec(uri)?.[1]?.toLowerCase()
}

/** Whether a reference leads to a web page: an address of http or https, or a relative one. */
export function isWebReference (text: string): boolean {
  const base = 'https://relative.invalid'
  return URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol)
}
