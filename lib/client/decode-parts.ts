import { attempt } from './values.js'
import type { Decoder } from './decoder.js'

/**
 * The parts of a batch (`/multi`), each its value or an ApiError.
 *
 * @throws ApiError for a batch that has failed as a whole
 */
export async function decodeParts (response: Response, decoder: Pick<Decoder<any>, 'decode' | 'decodeBody'>): Promise<unknown[]> {
  if (!response.ok) throw await decoder.decode(response)
  const text = await response.text().catch(() => '')
  const parts = attempt(() => JSON.parse(text).result)
  if (!Array.isArray(parts)) throw decoder.decodeBody({ status: response.status, headers: response.headers, body: text, response })
  return parts.map((part: { responseCode: number, headers?: object, result: unknown } | null) => Number(part?.responseCode) < 400
    ? part?.result
    : decoder.decodeBody({ status: part?.responseCode ?? 0, headers: part?.headers, body: part?.result }))
}
