import type { ErrorFactory, FactoryArguments } from '../error/define-error.js'
import type { ErrorReply } from '../error/error-reply.js'
import type { BearerErrorCode, OAuthErrorCode, OAuthRedirectCode } from '../oauth2/codes.js'
import type { BearerErrorInit, OAuthErrorInit, OAuthRedirectInit } from '../oauth2/init.js'
import type { BuiltInFactory } from './declared-type.js'

/** The helpers without a row in the catalogue. */
export interface OtherHelpers<Result, Answer = Result, Challenge = Result> {
  /** Sends an error of the application with its detail. */
  fail<Detail> (error: ErrorFactory<string, Detail>, ...args: FactoryArguments<Detail>): Result

  /** Sends the error of a status or of a factory of `errors`, with the arguments of its helper; an error reply is sent as it is. */
  fail (error: number | BuiltInFactory | ErrorReply, ...args: unknown[]): Result

  /**
   * Sends an OAuth2 error as a token endpoint does (RFC 6749 section 5.2), always in the `oauth2` format.
   *
   * `error_description` is cleaned and cut to 500 characters. `invalid_client` is a 401 with a challenge if the
   * request had credentials in `Authorization`.
   *
   * @throws FST_ERR_REPLIES_OAUTH2_CODE for a code with other characters than OAuth2 has
   */
  oauthError (code: OAuthErrorCode, description?: string, init?: OAuthErrorInit): Answer

  /**
   * Redirects the user to the client with an error, as an authorization endpoint does (RFC 6749 section 4.1.2.1):
   * 303 without a body.
   *
   * `registeredUri` is the redirect URI that the client registered, never one from the request; its query is kept.
   * For an unknown client or another redirect URI, use `oauthError`.
   *
   * @throws FST_ERR_REPLIES_REDIRECT_URI for an address that is not absolute, has a fragment or user info, or a scheme
   * such as `javascript`
   * @throws FST_ERR_REPLIES_OAUTH2_CODE for a code with other characters than OAuth2 has
   */
  oauthRedirect (registeredUri: string, code: OAuthRedirectCode, init?: OAuthRedirectInit): Result

  /**
   * Sends the error of a protected resource (RFC 6750 section 3): the body in the format of the API, the code in
   * `WWW-Authenticate`.
   *
   * A request without credentials gets only the challenge. Without a code it is a 401.
   *
   * @throws FST_ERR_REPLIES_OAUTH2_CODE for a code with other characters than OAuth2 has
   */
  bearerError (code?: BearerErrorCode, init?: BearerErrorInit): Challenge
}
