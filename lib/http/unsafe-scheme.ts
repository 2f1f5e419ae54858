// Followed by a browser, they run a script or show local content where they should lead to a server
const UNSAFE_SCHEME = /^(javascript|data|vbscript|file|blob):/i

/** The scheme of a URI, in lower case, where no client should be sent to it; `undefined` for any other URI. */
export function unsafeScheme (uri: string): string | undefined {
  return UNSAFE_SCHEME.exec(uri)?.[1]?.toLowerCase()
}
