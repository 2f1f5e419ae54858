import t from 'tap'
import { normalizeDefaults, resolveNormalizeOptions } from '../../lib/normalize/options.js'

const functions = 'an array of synchronous functions'

// Options → message
const invalid: [options: object, message: string][] = [
  [{ mappers: {} }, `mappers option should be ${functions}, instead got '{}'`],
  [{ mappers: 'own' }, `mappers option should be ${functions}, instead got 'own'`],
  [{ mappers: new Set() }, `mappers option should be ${functions}, instead got '{}'`],
  [{ mappers: [() => undefined, 5] }, `mappers option should be ${functions}, instead got '5'`],
  [{ mappers: [async function later () {}] }, `mappers option should be ${functions}, instead got 'async function later'`],
  [{ expose: '5xx' }, "expose option should be deliberate, 4xx, all or a synchronous function, instead got '5xx'"],
  [{ expose: async () => true }, "expose option should be deliberate, 4xx, all or a synchronous function, instead got 'async function expose'"],
  [{ methodNotAllowed: 1 }, "methodNotAllowed option should be a boolean, instead got '1'"],
  [{ errorHeaders: 'link' }, "errorHeaders option should be an array of header names, instead got 'link'"],
  [{ errorHeaders: ['link', ''] }, "errorHeaders option should be an array of header names, instead got '[\"link\",\"\"]'"],
  [{ errorHeaders: [7] }, "errorHeaders option should be an array of header names, instead got '[7]'"],
  [{ validation: 5 }, "validation option should be an object, instead got '5'"],
  [{ validation: { max: 5 } }, "'validation.max' is not an option of fastify-error-replies, its options are validation.statusCode, validation.maxIssues"],
  [{ validation: { statusCode: 399 } }, "validation.statusCode option should be an integer from 400 to 499, instead got '399'"],
  [{ validation: { statusCode: 500 } }, "validation.statusCode option should be an integer from 400 to 499, instead got '500'"],
  [{ validation: { statusCode: 422.5 } }, "validation.statusCode option should be an integer from 400 to 499, instead got '422.5'"],
  [{ validation: { maxIssues: 0 } }, "maxIssues option should be an integer from 1 to 1000, instead got '0'"],
  [{ validation: { maxIssues: 1001 } }, "maxIssues option should be an integer from 1 to 1000, instead got '1001'"]
]

t.test('an invalid option is described', async t => {
  for (const [options, message] of invalid) t.throws(() => resolveNormalizeOptions(options), { message }, message)
})

t.test('options have defaults', async t => {
  t.strictSame(resolveNormalizeOptions({}), {
    mappers: [],
    validationStatusCode: undefined,
    maxIssues: 50,
    expose: '4xx',
    methodNotAllowed: true,
    errorHeaders: [
      'retry-after', 'www-authenticate', 'proxy-authenticate', 'allow', 'accept', 'accept-*', 'upgrade', 'content-range', 'link', 'ratelimit*', 'x-ratelimit-*'
    ]
  })
  t.strictSame(normalizeDefaults.validation, { maxIssues: 50 })
})

t.test('options are taken up to their limits, and copied', async t => {
  const mappers = [() => undefined]
  const errorHeaders = ['X-Own', 'x-*']
  const expose = () => true
  for (const [statusCode, maxIssues] of [[400, 1], [499, 1000]] as const) {
    const settings = resolveNormalizeOptions({ mappers, errorHeaders, expose, methodNotAllowed: false, validation: { statusCode, maxIssues } })
    t.strictSame(settings, { mappers, validationStatusCode: statusCode, maxIssues, expose, methodNotAllowed: false, errorHeaders: ['x-own', 'x-*'] })
    t.not(settings.mappers, mappers)
  }
  for (const value of ['deliberate', '4xx', 'all'] as const) t.equal(resolveNormalizeOptions({ expose: value }).expose, value)
})
