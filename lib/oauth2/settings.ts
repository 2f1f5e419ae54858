import { invalid, checkNames } from '../util/check-option.js'
import { readRealm } from './challenge.js'
import { readChallenge, resolveResource, type DefaultChallenge, type ResolvedResource, type ResourceSettings } from './resource.js'

/** Option `oauth2`: settings of an authorization server and a protected resource. */
export interface OAuth2Settings extends ResourceSettings {
  /**
   * Sent as `iss` with every `oauthRedirect` (RFC 9207): the issuer identifier, an absolute URL without query and
   * fragment, to the letter as in the metadata of the server.
   *
   * @default undefined
   */
  issuer?: string | undefined
  /**
   * Status of `invalid_client` for a request without `Authorization`: 400, or 401 with a challenge for Basic.
   *
   * @default 400
   */
  invalidClientStatusCode?: 400 | 401 | undefined
}

/** Option `oauth2`, complete. */
export interface ResolvedOAuth2 {
  readonly issuer: string | undefined
  readonly invalidClientStatusCode: number
  /** The realm of challenges that bring none. */
  readonly realm: string
  /** Option `challenge`. */
  readonly challenge: DefaultChallenge
  readonly resource: ResolvedResource
}

/**
 * Checks option `oauth2`; the realm is the one in option `challenge`.
 *
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 */
export function resolveOAuth2 (oauth2: OAuth2Settings, challenge: string): ResolvedOAuth2 {
  checkNames('oauth2', oauth2, ['issuer', 'invalidClientStatusCode', 'resourceMetadata', 'scope', 'wellKnown'])
  const { issuer, invalidClientStatusCode = 400 } = oauth2
  if (issuer !== undefined && !isIssuer(issuer)) invalid('oauth2.issuer', 'an absolute URL without query and fragment', issuer)
  if (invalidClientStatusCode !== 400 && invalidClientStatusCode !== 401) {
    invalid('oauth2.invalidClientStatusCode', '400 or 401', invalidClientStatusCode)
  }
  return { issuer, invalidClientStatusCode, realm: readRealm(challenge) ?? 'api', challenge: readChallenge(challenge), resource: resolveResource(oauth2) }
}

/** Whether a value is an issuer identifier (RFC 9207 section 2); `http` is for development. */
export function isIssuer (value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/[\x21-\x7e]+$/.test(value) && !/[?#]/.test(value) && URL.canParse(value)
}
