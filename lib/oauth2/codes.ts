import { FST_ERR_REPLIES_OAUTH2_CODE } from '../util/boot-errors.js'
import { cutText } from '../util/json-values.js'

/** Codes of the token endpoint and of endpoints with the same errors, with the status that each is sent with. */
export const tokenErrors = {
  // RFC 6749 section 5.2
  invalid_request: 400,
  invalid_client: 400, // 401 where the request had credentials in Authorization, see finalizeOAuth2
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  // RFC 8628 section 3.5
  access_denied: 400,
  authorization_pending: 400,
  slow_down: 400,
  expired_token: 400,
  invalid_target: 400, // RFC 8707 section 2
  unsupported_token_type: 400, // RFC 7009 section 2.2.1
  // RFC 9449 sections 5 and 8
  invalid_dpop_proof: 400,
  use_dpop_nonce: 400,
  server_error: 500,
  temporarily_unavailable: 503
} as const

/** Codes that an authorization endpoint sends back to the client, with the status that each is logged as. */
export const authorizationErrors = {
  // RFC 6749 section 4.1.2.1
  invalid_request: 400,
  unauthorized_client: 400,
  access_denied: 400,
  unsupported_response_type: 400,
  invalid_scope: 400,
  server_error: 500,
  temporarily_unavailable: 503,
  forbidden_scope: 400, // not registered: the client may not use this scope
  // OpenID Connect Core section 3.1.2.6
  login_required: 400,
  consent_required: 400,
  interaction_required: 400,
  account_selection_required: 400
} as const

/** Codes of a protected resource, with the status that each is sent with. */
export const bearerErrors = {
  // RFC 6750 section 3.1
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  insufficient_user_authentication: 401, // RFC 9470 section 3
  // RFC 9449 sections 7.1 and 9
  invalid_dpop_proof: 401,
  use_dpop_nonce: 401
} as const

/** Any other legal code, besides the known ones. */
type OrOther<Known extends string> = Known | (string & {})

/** A code for `oauthError`; known codes have their own status, any other has 400. */
export type OAuthErrorCode = OrOther<keyof typeof tokenErrors>
/** A code for `oauthRedirect`. */
export type OAuthRedirectCode = OrOther<keyof typeof authorizationErrors>
/** A code for `bearerError`; known codes have their own status, any other has 401. */
export type BearerErrorCode = OrOther<keyof typeof bearerErrors>

// error = 1*NQSCHAR, NQSCHAR = %x20-21 / %x23-5B / %x5D-7E (RFC 6749 appendix A.7)
const CODE = /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/

const MAX_CODE = 256 // characters

/** @throws FST_ERR_REPLIES_OAUTH2_CODE for a code that no OAuth2 reply can hold */
export function checkOAuth2Code (code: unknown): asserts code is string {
  if (typeof code === 'string' && code.length <= MAX_CODE && CODE.test(code)) return
  throw FST_ERR_REPLIES_OAUTH2_CODE(typeof code === 'string' ? cutText(code, 64) : typeof code)
}

/** The status of a code in a table, or another one for a code that the table does not have. */
export function statusOf (table: Readonly<Record<string, number>>, code: string, other: number): number {
  return Object.hasOwn(table, code) ? table[code] as number : other
}
