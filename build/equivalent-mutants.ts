/** Changes of the sources that no test can see, each with the reason; build/mutation.ts does not count them. */
export const equivalentMutants: readonly {
  readonly file: string
  readonly line: string // part of the line that is changed
  readonly text: string // part of what stands there instead
  readonly reason: string
}[] = [
  { file: 'lib/client/codes.ts', line: 'codes[status < 500 ? 0 : 100]', text: '(500 + 1)', reason: 'Only 500 is decided otherwise, which has a code of its own.' },
  { file: 'lib/client/network-error.ts', line: "let text = ''", text: "'mutant'", reason: 'The text is only searched for words that this one does not have.' },
  { file: 'lib/client/response-headers.ts', line: "const [, name = ''", text: "'mutant'", reason: 'There is a name in every match; the default is for the types.' },
  { file: 'lib/finalize/accepted-types.ts', line: 'cache.set(fastify, types)', text: ';', reason: 'Only faster: without it, the list is made again.' },
  { file: 'lib/finalize/finalize.ts', line: "error.detail?.['allowedMethods']", text: "''", reason: 'As below.' },
  { file: 'lib/finalize/finalize.ts', line: "known.join(', ') === allow", text: "''", reason: 'Only faster: what does not match is made again, with the same result.' },
  { file: 'lib/finalize/finalize.ts', line: 'if (settings.redact.length > 0)', text: '((settings.redact.length) >= (0))', reason: 'Only faster: without paths, the copy is the same.' },
  { file: 'lib/finalize/languages/choose.ts', line: 'return first', text: 'return undefined as never;', reason: 'The cache takes the same language where nothing is returned.' },
  { file: 'lib/finalize/languages/translate.ts', line: "message: typeof text === 'string' ? text : definition.message", text: "''", reason: 'Only faster: a body is kept where its message is that of the definition.' },
  { file: 'lib/finalize/languages/translate.ts', line: "message: typeof text === 'string' ? text : definition.message", text: "((typeof text) !== ('string'))", reason: 'Only faster: a body is kept where its message is that of the definition.' },
  { file: 'lib/finalize/strict-errors.ts', line: 'if (!error[kForeign]) return false', text: 'return undefined as never;', reason: 'The caller asks only whether the result is true.' },
  { file: 'lib/formats/negotiate.ts', line: 'byType.get(preferredType(accept, types)', text: "'mutant'", reason: 'Neither text is a content type.' },
  { file: 'lib/languages/ja.ts', line: "buildLanguage('ja'", text: "''", reason: 'Nouns have one form: the tag, which decides between forms, is not read.' },
  { file: 'lib/languages/ko.ts', line: "buildLanguage('ko'", text: "''", reason: 'Nouns have one form: the tag, which decides between forms, is not read.' },
  { file: 'lib/languages/zh.ts', line: "buildLanguage('zh'", text: "''", reason: 'Nouns have one form: the tag, which decides between forms, is not read.' },
  { file: 'lib/normalize/failures.ts', line: "const isDeep = pointer.includes('/', 1)", text: "''", reason: 'Only faster: to split a text without a slash gives the same list.' },
  { file: 'lib/normalize/failures.ts', line: "if (!pointer.includes('~')) return keys", text: "''", reason: 'Only faster: without a tilde, nothing is replaced.' },
  { file: 'lib/normalize/failures.ts', line: "const isList = type.includes(',')", text: "''", reason: 'Only faster: without a comma, nothing is replaced.' },
  { file: 'lib/normalize/issues.ts', line: 'const failures = all.length > MAX_FAILURES', text: '((all.length) >= (MAX_FAILURES))', reason: 'Only faster: a list of the largest length is copied whole.' },
  { file: 'lib/normalize/issues.ts', line: 'const unions = failures.length > 1', text: '((failures.length) >= (1))', reason: 'Only faster: no failure is a branch of itself.' },
  { file: 'lib/normalize/issues.ts', line: 'if (first === undefined) firsts.set', text: '((first) !== (undefined))', reason: 'Only faster: the set of further texts finds what repeats as well.' },
  { file: 'lib/normalize/issues.ts', line: 'if (first === undefined) firsts.set', text: '!(first === undefined)', reason: 'Only faster: the set of further texts finds what repeats as well.' },
  { file: 'lib/normalize/issues.ts', line: 'for (; i < failures.length', text: '((room) >= (0))', reason: 'Room is 0 only after an issue that was left out: nothing more can be added.' },
  { file: 'lib/normalize/validation.ts', line: 'if (length === 0 && !message.startsWith(', text: 'return undefined as never;', reason: 'The caller asks only whether the result is true.' },
  { file: 'lib/error/catalog.ts', line: 'const isClientError = statusCode < 500', text: '((statusCode) <= (500))', reason: 'Only of a status without a row, and 500 has one.' },
  { file: 'lib/error/catalog.ts', line: 'const isClientError = statusCode < 500', text: '(500 + 1)', reason: 'As above.' },
  { file: 'lib/error/registered-errors.ts', line: "'log', 'raw', 'request'", text: "''", reason: 'Fastify 5.0 lets a decorator replace them, later versions, which the tests run with, do not.' },
  { file: 'lib/formats/compile-format.ts', line: 'const bodies = error[kForeign]', text: '!(error[kForeign])', reason: 'It matters that there are two maps, not which is which.' },
  { file: 'lib/formats/render.ts', line: 'const ROOMS = [', text: '(0 + 1)', reason: 'No member has a name and a value in one byte.' },
  { file: 'lib/formats/render.ts', line: 'return body.length * 3 <= MAX_BODY ||', text: '(3 + 1)', reason: 'Only faster: the bytes of a body are counted where they may be too many.' },
  { file: 'lib/formats/render.ts', line: 'return body.length * 3 <= MAX_BODY ||', text: '((body.length * 3) < (MAX_BODY))', reason: 'As above.' },
  { file: 'lib/send/log-copy.ts', line: "throw new RangeError('too long')", text: "''", reason: 'It is caught in the same function, which does not read its message.' },
  { file: 'lib/send/send.ts', line: 'return own !== undefined && Object.keys(own).length === 0', text: 'return undefined as never;', reason: 'Only faster: with no headers, both ways write the same.' },
  { file: 'lib/util/json-pointer.ts', line: "key.includes('~') || key.includes('/')", text: "''", reason: 'Only faster: nothing is replaced where there is nothing to replace.' },
  { file: 'lib/util/json-values.ts', line: "case 'boolean': return value", text: "''", reason: 'Only faster: through JSON it is the same.' },
  { file: 'lib/util/json-values.ts', line: "case 'number': return Number.isFinite", text: "''", reason: 'Only faster: through JSON it is the same.' }
]
