/** Where the parameters of a redirect go: in the query, or after `#`. */
export type RedirectMode = 'query' | 'fragment'

/** OAuth2 parts of an error reply, before it is finalized. */
export type OAuth2Parts = OAuth2Answer | OAuth2Redirect | OAuth2Challenge

interface OAuth2Error {
  /** The OAuth2 code, `undefined` where none is sent. */
  readonly error: string | undefined
  /** `error_uri`, clean. */
  readonly uri: string | undefined
}

/** Of `oauthError`: sent in the body. */
export interface OAuth2Answer extends OAuth2Error {
  readonly kind: 'answer'
  readonly error: string
  /** Whether the application chose the status, so that it stays. */
  readonly hasStatus: boolean
}

/** Of `oauthRedirect`: sent in `Location`. */
export interface OAuth2Redirect extends OAuth2Error {
  readonly kind: 'redirect'
  readonly error: string
  readonly registeredUri: string
  readonly state: string | undefined
  readonly issuer: string | undefined
  readonly mode: RedirectMode
}

/** Of `bearerError`: sent in `WWW-Authenticate`. */
export interface OAuth2Challenge extends OAuth2Error {
  readonly kind: 'challenge'
  readonly schemes: readonly string[]
  readonly realm: string | undefined
  /** Further parameters of every challenge. */
  readonly parameters: Readonly<Record<string, string | undefined>>
  /** Algorithms, a parameter of DPoP alone. */
  readonly algs: string | undefined
  /** Whether the request carried credentials, `undefined` where the request itself decides. */
  readonly credentials: boolean | undefined
}
