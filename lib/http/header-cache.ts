const MAX_LENGTH = 1024 // characters; a longer header is not read
const MAX_CACHED = 256 // header values

/**
 * What the value of a request header means, read once for each value.
 *
 * @param otherwise for a header that is missing, over 1 kB or cannot be read
 */
export function cacheByHeader<Meaning> (read: (header: string) => Meaning, otherwise: Meaning): (header: string | undefined) => Meaning {
  const cache = new Map<string, Meaning>()
  return (header) => {
    // A hook may have put anything in its place
    if (typeof header !== 'string' || header.length > MAX_LENGTH) return otherwise
    let meaning = cache.get(header)
    if (meaning === undefined) {
      meaning = attempt(read, header) ?? otherwise
      // Clients send few different values; a flood of others starts over
      if (cache.size === MAX_CACHED) cache.clear()
      // A copy: a key that is part of a longer text would keep all of it
      cache.set(Buffer.from(header).toString(), meaning)
    }
    return meaning
  }
}

function attempt<Meaning> (read: (header: string) => Meaning, header: string): Meaning | undefined {
  try {
    return read(header)
  } catch {
    return undefined
  }
}
