/** Changes of the sources that no test can see, each with the reason; build/mutation.ts does not count them. */
export const equivalentMutants: readonly {
  readonly file: string
  readonly line: string // part of the line that is changed
  readonly text: string // part of what stands there instead
  readonly reason: string
}[] = [
  { file: 'lib/error/catalog.ts', line: 'const isClientError = statusCode < 500', text: '((statusCode) <= (500))', reason: 'Only of a status without a row, and 500 has one.' },
  { file: 'lib/error/catalog.ts', line: 'const isClientError = statusCode < 500', text: '(500 + 1)', reason: 'As above.' },
  { file: 'lib/error/registered-errors.ts', line: "'log', 'raw', 'request'", text: "''", reason: 'Fastify 5.0 lets a decorator replace them, later versions, which the tests run with, do not.' },
  { file: 'lib/finalize/languages/translate.ts', line: "message: typeof text === 'string' ? text : definition.message", text: "((typeof text) !== ('string'))", reason: 'Only faster: a body is kept where its message is that of the definition.' },
  { file: 'lib/finalize/strict-errors.ts', line: 'if (!error[kForeign]) return false', text: 'return undefined as never;', reason: 'The caller asks only whether the result is true.' },
  { file: 'lib/formats/compile-format.ts', line: 'const bodies = error[kForeign]', text: '!(error[kForeign])', reason: 'It matters that there are two maps, not which is which.' },
  { file: 'lib/formats/render.ts', line: 'const ROOMS = [', text: '(0 + 1)', reason: 'No member has a name and a value in one byte.' },
  { file: 'lib/formats/render.ts', line: 'return body.length * 3 <= MAX_BODY ||', text: '(3 + 1)', reason: 'Only faster: the bytes of a body are counted where they may be too many.' },
  { file: 'lib/formats/render.ts', line: 'return body.length * 3 <= MAX_BODY ||', text: '((body.length * 3) < (MAX_BODY))', reason: 'As above.' },
  { file: 'lib/send/log-copy.ts', line: "throw new RangeError('too long')", text: "''", reason: 'It is caught in the same function, which does not read its message.' },
  { file: 'lib/send/send.ts', line: 'return own !== undefined && Object.keys(own).length === 0', text: 'return undefined as never;', reason: 'Only faster: with no headers, both ways write the same.' }
]
