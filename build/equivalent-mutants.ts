/** Changes of the sources that no test can see, each with the reason; build/mutation.ts does not count them. */
export const equivalentMutants: readonly {
  readonly file: string
  readonly line: string // part of the line that is changed
  readonly text: string // part of what stands there instead
  readonly reason: string
}[] = [
  { file: 'lib/client/codes.ts', line: 'codes[status < 500 ? 0 : 100]', text: '(500 + 1)', reason: 'Only 500 is decided otherwise, which has a code of its own.' },
  { file: 'lib/client/network-error.ts', line: "let text = ''", text: "'mutant'", reason: 'The text is only searched for words that this one does not have.' },
  { file: 'lib/finalize/languages/translate.ts', line: "message: typeof text === 'string' ? text : definition.message", text: "((typeof text) !== ('string'))", reason: 'Only faster: a body is kept where its message is that of the definition.' },
  { file: 'lib/finalize/strict-errors.ts', line: 'if (!error[kForeign]) return false', text: 'return undefined as never;', reason: 'The caller asks only whether the result is true.' },
  { file: 'lib/send/log-copy.ts', line: "throw new RangeError('too long')", text: "''", reason: 'It is caught in the same function, which does not read its message.' },
  { file: 'lib/send/send.ts', line: 'return own !== undefined && Object.keys(own).length === 0', text: 'return undefined as never;', reason: 'Only faster: with no headers, both ways write the same.' },
  { file: 'lib/util/json-pointer.ts', line: "key.includes('~') || key.includes('/')", text: "''", reason: 'Only faster: nothing is replaced where there is nothing to replace.' },
  { file: 'lib/util/json-values.ts', line: "case 'boolean': return value", text: "''", reason: 'Only faster: through JSON it is the same.' },
  { file: 'lib/util/json-values.ts', line: "case 'number': return Number.isFinite", text: "''", reason: 'Only faster: through JSON it is the same.' }
]
