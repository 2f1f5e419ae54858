import { buildApiError, isApiError, type ApiError } from './api-error.js'
import type { NetworkCode } from './codes.js'

const MESSAGES: Record<NetworkCode, string> = {
  NETWORK: 'The server cannot be reached.',
  TIMEOUT: 'The server did not answer in time.',
  ABORTED: 'The request was aborted.'
}

/**
 * An error for a request that has had no response: status 0, code `NETWORK`, `TIMEOUT` or `ABORTED`.
 *
 * @param cause what the client threw, which becomes `cause`; an {@link ApiError} is returned as it is
 */
export function networkError (cause?: unknown): ApiError {
  if (isApiError(cause)) return cause
  let code: NetworkCode = 'NETWORK'
  try {
    let link = cause as { name?: unknown, code?: unknown, cause?: unknown } | null | undefined
    for (let depth = 0; link != null && depth < 5; depth++) {
      const text = `${String(link.name)} ${String(link.code)}`
      if (/TIMEDOUT|TIMEOUT|TimeoutError|ECONNABORTED/.test(text)) code = 'TIMEOUT'
      else if (/Abort|Cancel|ERR_CANCELED/.test(text) && code === 'NETWORK') code = 'ABORTED'
      link = link.cause as typeof link
    }
  } catch {} // a Proxy that refuses
  return buildApiError(
    { status: 0, headers: new Headers(), body: undefined, cause, retryable: code !== 'ABORTED' },
    { code, message: MESSAGES[code] }
  )
}
