import { STATUS_CODES } from 'node:http'
import { fill, type DocumentTexts } from '../languages/documents/index.js'
import { nameOf, type CatalogModel } from './model.js'
import type { Catalog, CatalogError, CatalogExample, CatalogProperty, CatalogRoute } from '../../schemas/catalog.js'

const MAX_ROUTES = 20 // of one error in the list of all; its own page has every route

/** The catalogue as one Markdown document. */
export function writeMarkdown ({ catalog }: CatalogModel, texts: DocumentTexts): string {
  const { labels, sentences } = texts
  const { title, intro, formats, statuses, errors, oauth2, removed } = catalog
  return joinBlocks([
    `# ${title}`,
    intro,
    `## ${labels.formats}`,
    formats.length === 1 ? undefined : labels.select,
    ...formats.flatMap(({ name, contentType, properties }) => [
      `### ${fill(labels.format, `\`${name}\``)}`,
      `\`Content-Type: ${contentType}\``,
      writeProperties(properties, texts)
    ]),
    sentences.code,
    sentences.issues,
    sentences.report,
    `## ${labels.statuses}`,
    writeTable([labels.code, labels.name, labels.description], statuses.map(({ status, name, description }) => [String(status), name, description])),
    `## ${labels.title}`,
    ...errors.map((error) => writeError(error, '###', MAX_ROUTES, texts)),
    ...writeOAuth2(oauth2, texts),
    ...removed.length === 0 ? [] : [`## ${labels.removed}`, writeTable([labels.code, labels.now], removed.map(({ code, successor, text }) => [`\`${code}\``, successor === undefined ? text as string : `\`${successor}\``]))]
  ])
}

/** One error as Markdown. */
export function writeErrorPage (error: CatalogError, texts: DocumentTexts): string {
  return joinBlocks([writeError(error, '#', Infinity, texts)])
}

function writeError (error: CatalogError, level: string, maxRoutes: number, texts: DocumentTexts): string {
  const { labels, sentences } = texts
  const { colon } = labels
  const lead = (label: string) => `**${label}${colon.trimEnd()}** `
  const { code, status, title, message, description, cause, remedy, retry, since, deprecated, aliases, headers, properties, examples, routes, usage } = error
  return joinBlocks([
    `${level} ${title} (\`${code}\`)`,
    deprecated === undefined || deprecated === false ? undefined : `**${labels.deprecated}** ${deprecated === true ? '' : deprecated}`.trim(),
    remedy === undefined ? undefined : `${lead(labels.remedy)}${remedy}`,
    `${fill(labels.status, `${status} (${nameOf(status)})`)}${colon}${message}`,
    description,
    cause === undefined ? undefined : `${lead(labels.cause)}${cause}`,
    `${lead(labels.retry)}${sentences[retry]}`,
    since === undefined && aliases.length === 0 ? undefined : [since === undefined ? '' : `${labels.since}${colon}${since}.`, aliases.length === 0 ? '' : `${labels.earlier}${colon}${aliases.map((alias) => `\`${alias}\``).join(', ')}.`].join(' ').trim(),
    headers.length === 0 ? undefined : writeTable([labels.header, labels.description], headers.map(({ name, description = '' }) => [`\`${name}\``, description])),
    properties.length === 0 ? undefined : `${labels.detail}${colon.trimEnd()}\n\n${writeProperties(properties, texts)}`,
    ...examples.map((example) => writeExample(example, texts)),
    routes.length === 0 ? undefined : writeRoutes(routes, maxRoutes, error.url, texts),
    usage === undefined ? undefined : `\`\`\`js\n${usage}\n\`\`\``
  ]).trimEnd()
}

/** An example as an HTTP message; names of statuses are those that Node sends, some of them older than those of IANA. */
export function writeMessage ({ status, headers, body }: CatalogExample): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((line) => `${name}: ${line}`))
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}`, ...lines, '', body].join('\n')
}

function writeExample (example: CatalogExample, { labels }: DocumentTexts): string {
  return `${fill(labels.exampleIn, `\`${example.format}\``)}${labels.colon.trimEnd()}\n\n\`\`\`http\n${writeMessage(example)}\n\`\`\``
}

function writeRoutes (routes: readonly CatalogRoute[], max: number, url: string, { labels }: DocumentTexts): string {
  const lines = routes.slice(0, max).map(({ url, methods, summary, operation }) => {
    const name = `\`${methods.join(', ')} ${url}\``
    return `- ${operation === undefined ? name : `[${name}](${operation})`}${summary === undefined ? '' : `: ${summary}`}`
  })
  if (routes.length > max) lines.push(`- ${fill(labels.moreRoutes, routes.length - max).replace(']', () => `](${url})`)}`)
  return `${labels.routes}${labels.colon.trimEnd()}\n\n${lines.join('\n')}`
}

function writeProperties (properties: readonly CatalogProperty[], { labels }: DocumentTexts): string {
  return writeTable([labels.name, labels.type, labels.required, labels.description], properties.map(({ name, type, required, description = '', example }) => [
    `\`${name}\``, type, required ? labels.yes : labels.no,
    example === undefined ? description : `${description} ${labels.example}${labels.colon}\`${JSON.stringify(example)}\``.trim()
  ]))
}

function writeOAuth2 (oauth2: Catalog['oauth2'], { labels, sentences }: DocumentTexts): string[] {
  return oauth2.flatMap(({ endpoint, errors }, index) => [
    ...index === 0 ? [`## ${labels.oauth2}`] : [],
    sentences[endpoint],
    writeTable([labels.error, labels.description], errors.map(({ error, description }) => [`\`${error}\``, description]))
  ])
}

function writeTable (head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`).join('\n')
}

function joinBlocks (blocks: readonly (string | undefined)[]): string {
  return `${blocks.filter((block) => block !== undefined && block !== '').join('\n\n')}\n`
}
