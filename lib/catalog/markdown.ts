import { nameOf, type CatalogModel } from './model.js'
import type { Catalog, CatalogError, CatalogExample, CatalogProperty, CatalogRoute } from '../../schemas/catalog.js'

const MAX_ROUTES = 20 // of one error in the list of all; its own page has every route

/** Sentences that every representation has. */
export const conventions = {
  retry: {
    no: 'Do not send the same request again.',
    after: 'Send it again after the time in `Retry-After`.',
    backoff: 'Send it again after a pause that grows with each attempt.'
  },
  issues: 'A failed validation names every part of the request that is wrong: in `detail.issues` (format `envelope`) or `errors` (formats `problem` and `fields`), each with its path.',
  report: 'Report an error with the id in `X-Request-Id`, where the reply has it.',
  code: 'Programs read `code`: it does not change. Messages are for people and may change.',
  endpoints: {
    authorization: 'In the query of the redirect back to your application:',
    token: 'From the token endpoint, when a code is exchanged for a token:',
    resource: 'In `WWW-Authenticate` of a protected resource:'
  }
} as const

/** The catalogue as one Markdown document. */
export function writeMarkdown ({ catalog }: CatalogModel): string {
  const { title, intro, formats, statuses, errors, oauth2, removed } = catalog
  return joinBlocks([
    `# ${title}`,
    intro,
    '## Formats',
    formats.length === 1 ? undefined : 'Select one with `Accept`; the first is the default.',
    ...formats.flatMap(({ name, contentType, properties }) => [
      `### Format \`${name}\``,
      `\`Content-Type: ${contentType}\``,
      writeProperties(properties)
    ]),
    conventions.code,
    conventions.issues,
    conventions.report,
    '## Status codes',
    writeTable(['Code', 'Name', 'Description'], statuses.map(({ status, name, description }) => [String(status), name, description])),
    '## Errors',
    ...errors.map((error) => writeError(error, '###', MAX_ROUTES)),
    ...writeOAuth2(oauth2),
    ...removed.length === 0 ? [] : ['## Removed codes', writeTable(['Code', 'Now'], removed.map(({ code, successor, text }) => [`\`${code}\``, successor === undefined ? text as string : `\`${successor}\``]))]
  ])
}

/** One error as Markdown. */
export function writeErrorPage (error: CatalogError): string {
  return joinBlocks([writeError(error, '#', Infinity)])
}

function writeError (error: CatalogError, level: string, maxRoutes: number): string {
  const { code, status, title, message, description, cause, remedy, retry, since, deprecated, aliases, headers, properties, examples, routes, usage } = error
  return joinBlocks([
    `${level} ${title} (\`${code}\`)`,
    deprecated === undefined || deprecated === false ? undefined : `**Deprecated.** ${deprecated === true ? '' : deprecated}`.trim(),
    remedy === undefined ? undefined : `**What to do:** ${remedy}`,
    `HTTP status ${status} (${nameOf(status)}): ${message}`,
    description,
    cause === undefined ? undefined : `**Why:** ${cause}`,
    `**Retry:** ${conventions.retry[retry]}`,
    since === undefined && aliases.length === 0 ? undefined : [since === undefined ? '' : `Since ${since}.`, aliases.length === 0 ? '' : `Earlier: ${aliases.map((alias) => `\`${alias}\``).join(', ')}.`].join(' ').trim(),
    headers.length === 0 ? undefined : writeTable(['Header', 'Description'], headers.map(({ name, description = '' }) => [`\`${name}\``, description])),
    properties.length === 0 ? undefined : `Members of the detail:\n\n${writeProperties(properties)}`,
    ...examples.map(writeExample),
    routes.length === 0 ? undefined : writeRoutes(routes, maxRoutes, error.url),
    usage === undefined ? undefined : `\`\`\`js\n${usage}\n\`\`\``
  ]).trimEnd()
}

/** An example as an HTTP message. */
export function writeMessage ({ status, headers, body }: CatalogExample): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((line) => `${name}: ${line}`))
  return [`HTTP/1.1 ${status} ${nameOf(status)}`, ...lines, '', body].join('\n')
}

function writeExample (example: CatalogExample): string {
  return `Example, format \`${example.format}\`:\n\n\`\`\`http\n${writeMessage(example)}\n\`\`\``
}

function writeRoutes (routes: readonly CatalogRoute[], max: number, url: string): string {
  const lines = routes.slice(0, max).map(({ url, methods, summary, operation }) => {
    const name = `\`${methods.join(', ')} ${url}\``
    return `- ${operation === undefined ? name : `[${name}](${operation})`}${summary === undefined ? '' : `: ${summary}`}`
  })
  if (routes.length > max) lines.push(`- and ${routes.length - max} more, see [all routes](${url})`)
  return `Sent by:\n\n${lines.join('\n')}`
}

function writeProperties (properties: readonly CatalogProperty[]): string {
  return writeTable(['Name', 'Type', 'Required', 'Description'], properties.map(({ name, type, required, description = '', example }) => [
    `\`${name}\``, type, required ? 'yes' : 'no',
    example === undefined ? description : `${description} Example: \`${JSON.stringify(example)}\``.trim()
  ]))
}

function writeOAuth2 (oauth2: Catalog['oauth2']): string[] {
  return oauth2.flatMap(({ endpoint, errors }, index) => [
    ...index === 0 ? ['## OAuth2 errors'] : [],
    conventions.endpoints[endpoint],
    writeTable(['Error', 'Description'], errors.map(({ error, description }) => [`\`${error}\``, description]))
  ])
}

function writeTable (head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`).join('\n')
}

function joinBlocks (blocks: readonly (string | undefined)[]): string {
  return `${blocks.filter((block) => block !== undefined && block !== '').join('\n\n')}\n`
}
