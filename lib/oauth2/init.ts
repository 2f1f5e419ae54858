import type { ChallengeInit, ErrorInit } from '../error/init-arguments.js'
import type { RetryAfter } from '../http/header-values.js'
import type { RedirectMode } from '../error/oauth2-parts.js'

/** Options of `oauthError`, after its description. */
export interface OAuthErrorInit extends Pick<ChallengeInit, 'challenge' | 'headers' | 'cause'> {
  /** `error_uri`: a web page about the error; what it may not hold is percent-encoded (RFC 6749 section 5.2). */
  uri?: URL | string | undefined
  /**
   * Status in place of the code's own, 400 to 599.
   *
   * @default the one of the code; 400 for a code that is not known
   */
  statusCode?: number | undefined
  /** When the client may try again, for `Retry-After`. */
  retryAfter?: RetryAfter | undefined
  /** `DPoP-Nonce` of `use_dpop_nonce`, unless the application sends one with every reply (RFC 9449 section 8). */
  nonce?: string | undefined
}

/** Options of `oauthRedirect`, after the code. */
export interface OAuthRedirectInit extends Pick<ErrorInit, 'headers' | 'cause'> {
  /** `error_description`, for the developer of the client; cleaned and cut to 500 characters. */
  description?: string | undefined
  /** `error_uri`: a web page about the error. */
  uri?: URL | string | undefined
  /**
   * `state` as the request had it: `request.query.state`.
   *
   * Sent back unchanged; left out when it is empty or an array (sent more than once).
   */
  state?: string | readonly string[] | undefined
  /**
   * `iss`: who sends the error (RFC 9207).
   *
   * @default option `oauth2.issuer`
   */
  issuer?: string | undefined
  /**
   * Where the parameters go: in the query, or after `#`, for response types that use it.
   *
   * @default 'query'
   */
  mode?: RedirectMode | undefined
}

/** Options of `bearerError`, after the code. */
export interface BearerErrorInit extends ChallengeInit {
  /** Message of the body, and `error_description` of the challenge, cleaned and cut to 500 characters. */
  description?: string | undefined
  /** `error_uri`: a web page about the error. */
  uri?: URL | string | undefined
  /** Scopes that the resource needs, as an array or divided by blanks. */
  scope?: string | readonly string[] | undefined
  /**
   * The protection space (RFC 9110 section 11.5).
   *
   * @default the one in option `challenge`
   */
  realm?: string | undefined
  /** Authentication context classes that would do (RFC 9470 section 3), as an array or divided by blanks. */
  acrValues?: string | readonly string[] | undefined
  /** Seconds that an authentication may lie back, a whole number from 0 (RFC 9470 section 3). */
  maxAge?: number | undefined
  /**
   * Scheme of the challenge; several give one challenge each, and the error goes with the one that the request used.
   *
   * @default 'DPoP' for `invalid_dpop_proof` and `use_dpop_nonce`, else 'Bearer'
   */
  scheme?: BearerScheme | readonly BearerScheme[] | undefined
  /** JWS algorithms that a DPoP proof may have, as an array or divided by blanks (RFC 9449 section 7.1). */
  algs?: string | readonly string[] | undefined
  /** `DPoP-Nonce` of `use_dpop_nonce`, unless the application sends one with every reply (RFC 9449 section 9). */
  nonce?: string | undefined
  /** Address of the metadata of the resource (RFC 9728 section 5.1). */
  resourceMetadata?: URL | string | undefined
  /**
   * Status in place of the code's own, 400 to 599.
   *
   * @default the one of the code; 401 without a code and for one that is not known
   */
  statusCode?: number | undefined
  /**
   * Whether the request carried credentials: one without gets no error code (RFC 6750 section 3.1).
   *
   * @default whether `Authorization` has the scheme or, for Bearer, query or body have an `access_token`
   */
  credentials?: boolean | undefined
}

/** Scheme of a challenge for a token. */
export type BearerScheme = 'Bearer' | 'DPoP' | (string & {})
