import { MAX_BODY } from './values.js'

/** Text of a body, at most 64 kB of it; the rest is not downloaded. What breaks off gives what had come. */
export async function readBody (response: Response): Promise<string> {
  let text = ''
  try {
    if (response.body?.getReader === undefined) return (await response.text()).slice(0, MAX_BODY) // React Native
    const reader = response.body.getReader()
    const decoder = new TextDecoder()
    for (let size = 0; size < MAX_BODY;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      text += decoder.decode(value.subarray(0, MAX_BODY - size), { stream: true })
      size += value.length
    }
    reader.cancel().catch(() => {})
  } catch {} // read before, or broken off
  return text
}
