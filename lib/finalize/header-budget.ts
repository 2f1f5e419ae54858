import { headerSize, isFraming } from '../http/header-values.js'
import type { ErrorHeaders } from '../error/error-reply.js'

// Bytes of the headers of an error: 8 kB for all, of which 512 are left to those that every reply has
const MAX_HEADERS = 7680

// Fields whose value is a list of names, of which a part is still right
const LISTS = new Set(['accept', 'accept-patch', 'allow', 'upgrade'])

/**
 * The headers of an error within the budget of a reply, the same object where they are.
 *
 * The first come first. What does not fit is left out; a list of names is cut after a name. Of headers that were assigned
 * to an error, those that frame the message are left out too.
 */
export function fitHeaders (headers: ErrorHeaders): ErrorHeaders {
  let room = MAX_HEADERS
  let isFramed = false
  for (const name in headers) {
    room -= headerSize(name, headers[name])
    isFramed ||= isFraming(name)
  }
  return room >= 0 && !isFramed ? headers : cutHeaders(headers)
}

function cutHeaders (headers: ErrorHeaders): ErrorHeaders {
  const fitting: ErrorHeaders = {}
  let room = MAX_HEADERS
  for (const [name, value] of Object.entries(headers)) {
    if (isFraming(name)) continue
    const lines = []
    for (const line of [value].flat()) {
      const text = LISTS.has(name) ? cutList(line, room - headerSize(name, '')) : line
      const size = headerSize(name, text)
      if (size > room || (text === '' && line !== '')) continue
      room -= size
      lines.push(text)
    }
    if (lines.length > 0) fitting[name] = typeof value === 'string' ? lines[0] as string : lines
  }
  return fitting
}

function cutList (list: string, room: number): string {
  return list.length <= room ? list : list.slice(0, Math.max(list.lastIndexOf(',', room), 0))
}
