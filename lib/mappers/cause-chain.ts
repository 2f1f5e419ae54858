import { readProperty } from '../util/read-property.js'

const MAX_LINKS = 5

/**
 * A thrown value and its causes, at most five of them; never throws.
 *
 * Query builders and HTTP clients wrap the error of the driver or the socket in their own.
 */
export function causeChain (error: unknown): unknown[] {
  const links: unknown[] = []
  for (let link = error; link != null && links.length < MAX_LINKS && !links.includes(link); link = readProperty(link, 'cause')) {
    links.push(link)
  }
  return links
}

/** A property some levels down a foreign error, `undefined` where one on the way is missing or throws. */
export function readPath (error: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((value, name) => readProperty(value, name), error)
}
