import { networkError } from './network-error.js'
import type { Decoder } from './decoder.js'

/**
 * A `fetch` that throws an ApiError for a status from 400 on, and where there is no response.
 *
 * Opaque responses and redirects are returned as by `fetch`.
 */
export function createFetch<Fetch extends (...args: any[]) => Promise<Response>> (fetch: Fetch, decoder: Pick<Decoder<any>, 'decode'>): Fetch {
  return (async (...args: unknown[]) => {
    let response
    try {
      response = await fetch(...args)
    } catch (cause) {
      throw networkError(cause)
    }
    if (response.status >= 400) throw await decoder.decode(response)
    return response
  }) as Fetch
}
