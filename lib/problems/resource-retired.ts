import { defineError } from '../error/define-error.js'
import { isWebReference } from '../http/uri-schemes.js'

const moment = { type: 'string', format: 'date-time' } as const
const address = { type: 'string', format: 'uri-reference' } as const

/**
 * 410: the resource was retired, with the headers that say since when and what takes its place.
 *
 * `sunset` becomes `Sunset` (RFC 8594), `deprecated` becomes `Deprecation` (RFC 9745); both are moments of RFC 3339.
 * `successor` and `latest` become links `successor-version` and `latest-version` (RFC 5829), `policy` one with `sunset`.
 * A moment that cannot be read, and an address that is not one of the web, adds no header.
 */
export const resourceRetired = defineError({
  code: 'RESOURCE_RETIRED',
  statusCode: 410,
  title: 'Resource is retired',
  message: 'This resource is retired.',
  detail: {
    type: 'object',
    properties: {
      sunset: { ...moment, description: 'When the resource was taken out of service' },
      deprecated: { ...moment, description: 'Since when it should not be used' },
      successor: { ...address, description: 'Address of what takes its place' },
      latest: { ...address, description: 'Address of the latest version' },
      policy: { ...address, description: 'Address of a page about the retirement' }
    }
  },
  headers: ({ sunset, deprecated, successor, latest, policy }) => {
    const retired = readMoment(sunset)
    const since = readMoment(deprecated)
    const links = [
      ...buildLink(successor, 'successor-version'), ...buildLink(latest, 'latest-version'), ...buildLink(policy, 'sunset')
    ]
    return {
      ...(retired === undefined ? undefined : { sunset: retired.toUTCString() }),
      // A date of structured fields: seconds since 1970
      ...(since === undefined ? undefined : { deprecation: `@${Math.floor(since.getTime() / 1000)}` }),
      ...(links.length === 0 ? undefined : { link: links.join(', ') })
    }
  }
})

function readMoment (text: string | undefined): Date | undefined {
  const moment = new Date(text ?? '')
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

function buildLink (target: string | undefined, relation: string): string[] {
  if (target === undefined || !isWebReference(target)) return []
  return [`<${target.toWellFormed().replace(/[^\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]/gu, encodeURIComponent)}>; rel="${relation}"`]
}
