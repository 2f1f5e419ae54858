/** A fenced code block. */
export interface CodeBlock {
  readonly language: string
  readonly text: string
  /** Of its opening fence, from 1. */
  readonly line: number
}

/** A command of a `console` block and what it prints. */
export interface Exchange {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly payload: string | undefined
  /** Status line and headers as printed by `curl -i`, `…` for those that are left out. */
  readonly head: readonly string[]
  readonly body: string
}

export function readCodeBlocks (markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: text = '', index }) => ({
    language,
    text,
    line: markdown.slice(0, index).split('\n').length
  }))
}

/** The cells of the table below a heading, without the head of the table. */
export function readTable (markdown: string, heading: string): string[][] {
  const section = markdown.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  return section.split('\n').filter((line) => line.startsWith('| ')).slice(1)
    .map((line) => line.slice(2, -1).split(/(?<!\\)\| /).map((cell) => cell.trim()))
}

/** The text of a cell that is code. */
export function readCode (cell: string): string {
  return /^`(.*)`$/.exec(cell)?.[1] ?? cell
}

/** The `curl` commands of a block, each with what it prints. */
export function readExchanges (text: string): Exchange[] {
  return text.split(/^\$ curl /m).slice(1).map((part) => {
    const [command = '', ...output] = part.trimEnd().split('\n')
    const blank = output[0]?.startsWith('HTTP/1.1 ') !== true ? 0 : output.indexOf('') === -1 ? output.length : output.indexOf('')
    return { ...readCommand(command), head: output.slice(0, blank), body: output.slice(blank).join('\n').trimStart() }
  })
}

function readCommand (command: string): Omit<Exchange, 'head' | 'body'> {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const headers: Record<string, string> = {}
  let method, payload, url
  for (let i = 0; i < words.length; i++) {
    switch (words[i]) {
      case '-i': break
      case '-X': method = words[++i]; break
      case '-d': payload = words[++i]; break
      case '-H': {
        const [name = '', value = ''] = (words[++i] ?? '').split(': ')
        headers[name] = value
        break
      }
      default: url = words[i]?.replace(/^localhost:3000/, '')
    }
  }
  if (url === undefined || !url.startsWith('/')) throw new Error(`a command without an address on localhost:3000: curl ${command}`)
  return { method: method ?? (payload === undefined ? 'GET' : 'POST'), url, headers, payload }
}
