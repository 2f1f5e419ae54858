import { buildApiError, isApiError, type ApiError } from './api-error.js'
import { attempt } from './values.js'
import type { NetworkCode } from './codes.js'

const MESSAGES: Record<NetworkCode, string> = {
  NETWORK: 'The server cannot be reached.',
  TIMEOUT: 'The server did not answer in time.',
  ABORTED: 'The request was aborted.'
}

/**
 * An error for a request that has had no response: status 0, code `NETWORK`, `TIMEOUT` or `ABORTED`.
 *
 * @param cause the error that the client threw, which becomes `cause`; an {@link ApiError} is returned as it is
 */
export function networkError (cause?: unknown): ApiError {
  if (isApiError(cause)) return cause
  let text = ''
  attempt(() => {
    for (let link = cause as Record<string, any> | null | undefined, depth = 5; link && depth--; link = link['cause']) text += `${link['name']} ${link['code']} `
  })
  // ETIMEDOUT, UND_ERR_HEADERS_TIMEOUT, TimeoutError, ECONNABORTED of axios; AbortError, ERR_CANCELED
  const code: NetworkCode = /timed?out|econnab/i.test(text) ? 'TIMEOUT' : /abort|cancel/i.test(text) ? 'ABORTED' : 'NETWORK'
  return buildApiError({ status: 0, headers: new Headers(), cause }, { code, message: MESSAGES[code], retryable: code !== 'ABORTED' })
}
