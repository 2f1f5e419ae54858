import { fill, type DocumentTexts } from '../languages/documents/index.js'
import { writeMessage } from './markdown.js'
import { nameOf, type CatalogModel } from './model.js'
import { slugOf } from './collect.js'
import type { PageAssets } from './assets.js'
import type { Catalog, CatalogError, CatalogExample, CatalogProperty, CatalogRoute } from '../../schemas/catalog.js'

/** What pages need besides their content. */
export interface PageSettings {
  /** Path of the catalogue on its host. */
  readonly root: string
  readonly assets: PageAssets
  /** Language of the page. */
  readonly tag: string
  readonly texts: DocumentTexts
}

/** The page of all errors, or of those that a search has found. */
export function writeIndexPage ({ catalog }: CatalogModel, page: PageSettings, found: readonly CatalogError[] = catalog.errors): string {
  const { title, intro, formats, statuses, oauth2, removed } = catalog
  const { labels, sentences } = page.texts
  const groups = statuses.filter(({ status }) => found.some((error) => error.status === status))
  const isSearch = found !== catalog.errors
  const list = groups.map(({ status, name }) => `<section class=g id=${status}><h2>${badge(status, `<a href="#${status}">`, '</a>')} ${escape(name)}</h2>${
    found.filter((error) => error.status === status).map((error) => writeArticle(error, page)).join('')}</section>`).join('')
  const result = isSearch ? `${fill(labels.found, found.length)} <a href="${page.root}">${labels.showAll}</a>` : ''
  const search = `<form role=search action="${page.root}"><input type=search name=q maxlength=100 aria-label="${labels.find}" placeholder="${labels.findBy}" autocomplete=off spellcheck=false><button>${labels.submit}</button></form><p class=m role=status>${result}</p>`
  if (isSearch) return writePage(title, `<header><h1>${escape(title)}</h1>${search}</header><main>${list}</main>`, page)
  return writePage(title, [
    `<header><h1>${escape(title)}</h1>${writeParagraphs(intro)}${search}</header><main>`,
    `<section><h2 id=reading>${labels.reading}</h2>`,
    `<p>${inline(sentences.code)}</p><p>${inline(sentences.issues)}</p><p>${inline(sentences.report)}</p>`,
    writeTabs(page, formats.map(({ name }) => name), formats.map(({ contentType, properties }) => `<p><code>Content-Type: ${escape(contentType)}</code></p>${
      properties.length === 0 ? '' : `<details><summary>${labels.body}</summary>${writeProperties(properties, page)}</details>`}`)),
    formats.length > 1 ? `<p class=m>${inline(labels.select)}</p>` : '',
    `</section><section><h2 id=statuses>${labels.statuses}</h2>`,
    `${table([labels.code, labels.name, labels.description], statuses.map(({ status, name, description }) => {
      const isGroup = groups.some((group) => group.status === status)
      return [badge(status, ...isGroup ? [`<a href="#${status}">`, '</a>'] : []), escape(name), inline(description)]
    }))}</section>`,
    list,
    ...oauth2.map(({ endpoint, errors }, index) => `<section>${index === 0 ? `<h2 id=oauth2>${labels.oauth2}</h2>` : ''}<p>${inline(sentences[endpoint])}</p>${
      table([labels.error, labels.description], errors.map(({ error, description }) => [`<code>${escape(error)}</code>`, inline(description)]))}</section>`),
    removed.length === 0
      ? ''
      : `<section><h2 id=removed>${labels.removed}</h2>${table([labels.code, labels.now], removed.map(({ code, successor, text }) => [
      `<code>${code}</code>`, successor === undefined ? inline(text as string) : codeLink(successor, page)]))}</section>`,
    '</main>'
  ].join(''), page)
}

/** The page of one error. */
export function writeErrorHtml (error: CatalogError, catalog: Catalog, page: PageSettings): string {
  const { code, status, title, message, description, cause, retry, since, aliases, headers, properties, examples, routes, usage } = error
  const formats = [...new Set(examples.map(({ format }) => format))]
  const { labels, sentences } = page.texts
  const facts: (readonly [string, string] | undefined)[] = [
    [labels.message, escape(message)],
    cause === undefined ? undefined : [labels.cause, inline(cause)],
    [labels.retry, inline(sentences[retry])],
    since === undefined ? undefined : [labels.since, escape(since)],
    aliases.length === 0 ? undefined : [labels.earlier, aliases.map((alias) => `<code>${alias}</code>`).join(', ')]
  ]
  return writePage(`${code}: ${title}`, [
    `<header><p class=m><a href="${page.root}">${escape(catalog.title)}</a></p><h1>${escape(title)}</h1>`,
    `<p>${badge(status)} ${escape(nameOf(status))} · <code>${code}</code></p></header><main>`,
    writeAdvice(error, page),
    description === undefined ? '' : `<p>${inline(description)}</p>`,
    `<table class=w><tbody>${facts.map((fact) => fact === undefined ? '' : `<tr><th scope=row>${fact[0]}</th><td>${fact[1]}</td></tr>`).join('')}</tbody></table>`,
    headers.length === 0 ? '' : `<h2 id=headers>${labels.headers}</h2>${table([labels.header, labels.description], headers.map(({ name, description = '' }) => [`<code>${escape(name)}</code>`, inline(description)]))}`,
    properties.length === 0 ? '' : `<h2 id=detail>${labels.detail}</h2>${writeProperties(properties, page)}`,
    `<h2 id=examples>${labels.examples}</h2>`,
    writeTabs(page, formats, formats.map((format) => examples.filter((example) => example.format === format).map(writeExample).join(''))),
    routes.length === 0 ? '' : `<h2 id=routes>${labels.routes}</h2>${writeRoutes(routes)}`,
    usage === undefined ? '' : `<h2 id=usage>${labels.usage}</h2><pre><code>${escape(usage)}</code></pre>`,
    '</main>'
  ].join(''), page)
}

/** The page of a code that is no longer sent. */
export function writeRemovedPage ({ code, successor, text }: Catalog['removed'][number], catalog: Catalog, page: PageSettings): string {
  const { labels } = page.texts
  const now = successor === undefined ? inline(text as string) : fill(labels.successor, codeLink(successor, page))
  const title = fill(labels.wasRemoved, code)
  return writePage(title, `<header><p class=m><a href="${page.root}">${escape(catalog.title)}</a></p><h1>${title}</h1></header><main><p class=do>${now}</p></main>`, page)
}

function writePage (title: string, body: string, { assets, tag, texts: { labels } }: PageSettings): string {
  return `<!DOCTYPE html><html lang=${tag}><head><meta charset=utf-8><meta name=viewport content="width=device-width,initial-scale=1"><title>${escape(title)}</title><style>${assets.style}</style></head><body data-found="${labels.found}" data-copy="${labels.copy}" data-copied="${labels.copied}">${body}<script>${assets.script}</script></body></html>\n`
}

function writeArticle (error: CatalogError, page: PageSettings): string {
  const { code, status, title, description, examples, routes } = error
  const example = examples[0] as CatalogExample
  const name = title === nameOf(status) ? '' : ` ${escape(title)}`
  const count = routes.length === 0 ? '' : ` <span class=m>${fill(page.texts.labels.routeCount, routes.length)}</span>`
  return `<article id=${code}><h3><a href="${page.root}/${slugOf(code)}"><code>${code}</code></a>${name}${count}</h3>${writeAdvice(error, page)}${
    description === undefined ? '' : `<p>${inline(description)}</p>`}<details><summary>${page.texts.labels.example}</summary><pre><code>${escape(example.body)}</code></pre></details></article>`
}

function writeAdvice ({ remedy, retry, deprecated }: CatalogError, { texts: { labels, sentences } }: PageSettings): string {
  const warning = deprecated === undefined || deprecated === false ? '' : `<p><strong>${labels.deprecated}</strong> ${deprecated === true ? '' : inline(deprecated)}</p>`
  return `${warning}<p class=do>${inline(remedy ?? sentences[retry])}</p>`
}

// A radio input per format: tabs that work without script and print as a list
function writeTabs ({ texts: { labels } }: PageSettings, names: readonly string[], panels: readonly string[]): string {
  if (panels.length === 1) return panels.join('')
  const inputs = names.map((name, index) => `<label><input type=radio name=f id=f${index}${index === 0 ? ' checked' : ''}> ${escape(name)}</label>`).join('')
  return `<fieldset><legend>${fill(labels.format, '').trim()}</legend>${inputs}</fieldset>${panels.map((panel, index) => `<div class="p p${index}" data-f="${escape(fill(labels.format, names[index] as string))}">${panel}</div>`).join('')}`
}

function writeExample (example: CatalogExample): string {
  const head = writeMessage({ ...example, body: '' })
  return `<div class=x><pre><span class=h>${escape(head)}</span><code>${/[/+]json/.test(String(example.headers['content-type'])) ? indent(example.body) : escape(example.body)}</code></pre></div>`
}

// Lines are boxes, not characters: what is copied has the bytes of the body
function indent (json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|\{\}|\[\]|[[{]|[\]}]|,/g, (token) => {
    switch (token) {
      case '{':
      case '[': return `${token}<i>`
      case '}':
      case ']': return `</i>${token}`
      case ',': return ',</i><i>'
      default: return escape(token)
    }
  })
}

// By the first segment of the path where there are many
function writeRoutes (routes: readonly CatalogRoute[]): string {
  const item = ({ url, methods, summary, operation }: CatalogRoute) => {
    const name = `<code>${escape(`${methods.join(', ')} ${url}`)}</code>`
    return `<li>${operation === undefined ? name : `<a href="${escape(operation)}">${name}</a>`}${summary === undefined ? '' : ` ${escape(summary)}`}</li>`
  }
  if (routes.length <= 20) return `<ul>${routes.map(item).join('')}</ul>`
  const groups = new Map<string, CatalogRoute[]>()
  for (const route of routes) {
    const key = `/${route.url.split('/')[1] as string}`
    groups.set(key, [...groups.get(key) ?? [], route])
  }
  return [...groups].map(([key, members]) => `<details><summary><code>${escape(key)}</code> (${members.length})</summary><ul>${members.map(item).join('')}</ul></details>`).join('')
}

function writeProperties (properties: readonly CatalogProperty[], { texts: { labels } }: PageSettings): string {
  return table([labels.name, labels.type, labels.description], properties.map(({ name, type, required, description = '', example }) => [
    `<code>${escape(name)}</code>`,
    `${escape(type)}${required ? '' : ` <span class=m>${labels.optional}</span>`}`,
    `${inline(description)}${example === undefined ? '' : ` <code>${escape(JSON.stringify(example))}</code>`}`
  ]))
}

function table (head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `<table class=w><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`
}

function codeLink (code: string, page: PageSettings): string {
  return `<a href="${page.root}/${slugOf(code)}"><code>${code}</code></a>`
}

function badge (status: number, before = '', after = ''): string {
  return `<span class="s c${Math.floor(status / 100)}">${before}${status}${after}</span>`
}

function writeParagraphs (text = ''): string {
  return text.split(/\n\s*\n/).filter((part) => part.trim() !== '').map((part) => `<p>${inline(part)}</p>`).join('')
}

// Text with code in backticks
function inline (text: string): string {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

function escape (text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
