import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import t from 'tap'
import { root } from '../support/root.js'

t.test('a forbidden import fails lint, type imports included', async t => {
  const eslint = new ESLint({ cwd: fileURLToPath(root) })
  const cases: [file: string, text: string, expected: RegExp | undefined][] = [
    ['lib/send/send.ts', "import type { Format } from '../formats/format.js'\nexport type A = Format\n", /lib\/send may import lib\/error, lib\/oauth2, lib\/util, lib\/http/],
    ['lib/util/json-values.ts', "import { ErrorReply } from '../error/error-reply.js'\nexport const a = ErrorReply\n", /lib\/util may import nothing of ours/],
    ['lib/error/catalog.ts', "import { resolveOptions } from '../options.js'\nexport const a = resolveOptions\n", /lib\/error may import/],
    ['lib/send/send.ts', "import { cutText } from '../util/json-values.js'\nexport const a = cutText\n", undefined]
  ]
  for (const [filePath, text, expected] of cases) {
    const [result] = await eslint.lintText(text, { filePath: fileURLToPath(new URL(filePath, root)) })
    const messages = (result?.messages ?? []).filter(({ ruleId }) => ruleId === 'no-restricted-imports').map(({ message }) => message)
    if (expected === undefined) t.same(messages, [], text)
    else t.match(messages, [expected], text)
  }
})
