import { MAX_BODY } from './values.js'

/** Text of a body, of which no more than 64 kB and a chunk is downloaded. An interrupted body returns the part that was received. */
export async function readBody (response: Response): Promise<string> {
  let text = ''
  try {
    const reader = response.body?.getReader?.()
    if (reader === undefined) return await response.text() // React Native
    const decoder = new TextDecoder()
    while (text.length < MAX_BODY) {
      const { done, value } = await reader.read()
      if (done) return text
      text += decoder.decode(value, { stream: true })
    }
    reader.cancel().catch(() => {})
  } catch {} // read before, or broken off
  return text
}
