import t from 'tap'
import { ThrownRecord } from '../../lib/error/thrown.js'
import { readFailure, readFailures } from '../../lib/normalize/failures.js'
import { receivedValue, schemaType, typeName } from '../../lib/normalize/issue-types.js'

t.test('readFailures finds the list wherever a validator leaves it', async t => {
  const single = Object.assign(new Error('No.'), { inner: [] })
  const many = Array.from({ length: 10_002 }, (_, i) => i)
  const first = many.slice(0, 10_001) // one more than are read
  const lists: [value: object, failures: unknown[]][] = [
    [{ validation: [1] }, [1]],
    [{ validation: { issues: [2] } }, [2]],
    [{ validation: true, details: [3] }, [3]],
    [{ inner: [4] }, [4]],
    [single, [single]],
    [{ issues: [5] }, [5]],
    [{ errors: [6] }, [6]],
    [{ arkErrors: [7] }, [7]],
    [{ details: [] }, []],
    [{ validation: { issues: 'no list' }, issues: [] }, []],
    [{}, []],
    [{ validation: many }, first],
    [{ validation: { issues: many } }, first],
    [{ details: many }, first]
  ]
  for (const [value, failures] of lists) t.strictSame(readFailures(new ThrownRecord(value)), failures, Object.keys(value).join())
})

t.test('readFailure reads a failure in the manner of Ajv', async t => {
  const failures: [failure: object, expected: object][] = [
    [{ keyword: 'required', params: { missingProperty: 'a' } }, { kind: 'invalid_type', keys: [], subjects: ['a'], message: '', quotes: false, mayQuote: false, expected: undefined }],
    [{ instancePath: '/a', message: 'Expected number' }, { kind: 'invalid_type', keys: ['a'], subjects: [], message: 'Expected number', quotes: false, mayQuote: false }],
    [{ instancePath: '/a', message: "Expected 'b'" }, { kind: 'invalid_literal', quotes: true }],
    [{ instancePath: '/a', keyword: 7, message: 'Expected number' }, { kind: 'invalid_type' }],
    [{ keyword: 'const', instancePath: '/a' }, { kind: 'invalid_literal', quotes: false }],
    [{ keyword: 'type', params: { type: 'string,null' } }, { expected: 'string | null' }],
    [{ keyword: 'type', params: { type: ['string', 'null'] } }, { expected: 'string | null' }],
    [{ keyword: 'type', params: { type: '' } }, { expected: undefined }],
    [{ keyword: 'invalid_type', params: { expected: 'string' } }, { expected: 'string' }],
    [{ keyword: 'errorMessage', instancePath: '', message: 'own', params: { errors: [{ keyword: 'required', params: { missingProperty: 'a' } }, { keyword: 'minLength' }] } }, { kind: 'invalid_type', subjects: ['a'], message: 'own' }],
    [{ keyword: 'minLength', instancePath: '/a/b', params: { limit: 3 } }, { kind: 'too_small', keys: ['a', 'b'], parameters: { limit: 3, unit: 'characters' } }]
  ]
  for (const [failure, expected] of failures) t.match(readFailure(failure), expected, JSON.stringify(failure))
})

t.test('a JSON Pointer has a key for each of its tokens', async t => {
  const pointers: Record<string, string[]> = {
    '': [], '/': [], '/a': ['a'], '/a/b/c': ['a', 'b', 'c'], '/a/': ['a', ''], '//b': ['', 'b'], '/a~1b/m~0n': ['a/b', 'm~n'], '/~01': ['~1'], [`/${'x'.repeat(600)}`]: ['x'.repeat(511)]
  }
  for (const [pointer, keys] of Object.entries(pointers)) t.strictSame(readFailure({ instancePath: pointer }).keys, keys, pointer.slice(0, 20))
})

// Keyword → parameters that name the property, or the properties, that a failure is about
const subjects: Record<string, string[]> = {
  required: ['missingProperty', 'requiredProperties'],
  dependencies: ['missingProperty'],
  dependentRequired: ['missingProperty'],
  additionalProperties: ['additionalProperty', 'additionalProperties'],
  unevaluatedProperties: ['unevaluatedProperty', 'unevaluatedProperties'],
  propertyNames: ['propertyName'],
  unrecognized_keys: ['keys']
}

t.test('a failure is about the properties that its parameters name', async t => {
  for (const [keyword, params] of Object.entries(subjects)) {
    for (const param of params) {
      t.strictSame(readFailure({ keyword, params: { [param]: 'a' } }).subjects, ['a'], `${keyword} ${param}`)
      t.strictSame(readFailure({ keyword, params: { [param]: ['a', 7, 'b'] } }).subjects, ['a', 'b'], `${keyword} ${param}`)
    }
    t.strictSame(readFailure({ keyword, params: {} }).subjects, [], keyword)
  }
  t.strictSame(readFailure({ keyword: 'type', params: { missingProperty: 'a' } }).subjects, [])
  t.equal(readFailure({ keyword: 'unrecognized_keys', params: { keys: Array.from({ length: 1001 }, String) } }).subjects.length, 1000)
  t.strictSame(readFailure({ code: 'unrecognized_keys', path: [], keys: ['a'] }).subjects, ['a'], 'with a path too')
})

t.test('a failure says whether its message quotes what was received, or what is allowed', async t => {
  const failures: [failure: object, quotes: boolean][] = [
    ...['invalid_value', 'invalid_enum_value', 'invalid_literal', 'unrecognized_keys', 'invalid_union_discriminator'].flatMap((code): [object, boolean][] => [[{ code }, true], [{ keyword: code }, true]]),
    [{ code: 'too_small' }, false],
    [{ keyword: 'minLength' }, false],
    [{ kind: 'schema', type: 'string', received: '"x"' }, true],
    [{ kind: 'schema', type: 'string' }, false],
    [{ received: '"x"' }, false],
    [{ problem: 'must be', actual: 'x' }, true],
    [{ problem: 'must be' }, false],
    [{ actual: 'x' }, false],
    [{ type: 'typeError' }, true]
  ]
  for (const [failure, quotes] of failures) t.equal(readFailure(failure).quotes, quotes, JSON.stringify(failure))
})

t.test('readFailure reads a failure with a path', async t => {
  const failures: [failure: object, expected: object][] = [
    [{ path: ['a', { key: 'b' }, Symbol('c'), Symbol(undefined), 0], message: 'no' }, { kind: 'custom', keys: ['a', 'b', 'c', '', '0'] }],
    [{ path: 'list[1].name', message: 'no' }, { keys: ['list', '1', 'name'] }],
    [{ path: '["a.b"].c' }, { keys: ['a.b', 'c'] }],
    [{ path: '/a~1b/c' }, { keys: ['a/b', 'c'] }],
    [{ path: 7 }, { keys: [] }],
    [{ type: 'string.own', path: ['a'] }, { kind: 'invalid_string' }],
    [{ type: 'alternatives.own', path: ['a'] }, { kind: 'invalid_union' }],
    [{ type: 'number.integer', path: ['a'] }, { kind: 'invalid_type', expected: 'integer' }],
    [{ type: 'number.base', path: ['a'] }, { kind: 'invalid_type', expected: 'number' }],
    [{ type: 'number.min', path: ['a'], context: { limit: 3 } }, { kind: 'too_small', parameters: { limit: 3 } }],
    [{ type: 'max', path: 'a', params: { max: 4 } }, { kind: 'too_big', parameters: { limit: 4 } }],
    [{ code: 'invalid_type', expected: '"name"', path: ['a'] }, { kind: 'invalid_type', expected: undefined }],
    [{ code: 'invalid_type', expected: 'an object', path: ['a'] }, { expected: 'object' }],
    [{ code: 'invalid_type', expected: ['a', 7], path: ['a'] }, { expected: undefined }],
    [{ code: 'predicate', expected: 'removed', path: ['a'] }, { kind: 'unrecognized_keys' }],
    [{ kind: 'schema', type: 'strict_object', expected: 'never', path: [] }, { kind: 'unrecognized_keys' }],
    [{ kind: 'schema', type: 'enum', path: [] }, { kind: 'invalid_enum_value' }],
    [{ kind: 'schema', type: 'string', expected: 'string', path: [] }, { kind: 'invalid_type', expected: 'string', mayQuote: true }],
    [{ kind: 'validation', type: 'emoji', requirement: /a/, path: [] }, { kind: 'invalid_string' }],
    [{ kind: 'validation', type: 'min_length', requirement: 3, path: [] }, { kind: 'too_small', parameters: { limit: 3 } }],
    [{ type: 'typeError', params: { type: 'number' }, path: 'a' }, { kind: 'invalid_type', expected: 'number' }],
    [{ type: 'oneOf', path: 'a' }, { kind: 'invalid_enum_value' }],
    [{ code: 'too_small', expected: 'string', minimum: 3, params: { min: 9 }, path: [] }, { kind: 'too_small', expected: undefined, parameters: { limit: 3 } }],
    [{ code: 'FST_ERR_VALIDATION', type: 'max', params: { max: 4 }, path: 'a' }, { kind: 'too_big', parameters: { limit: 4 } }],
    [{ code: 'invalid_value', values: ['a'], path: [] }, { kind: 'invalid_literal' }],
    [{ code: 'invalid_value', values: ['a', 'b'], path: [] }, { kind: 'invalid_enum_value' }],
    [{ code: 'own', values: ['a'], path: [] }, { kind: 'custom' }],
    [{ path: Array.from({ length: 70 }, (_, i) => i) }, { keys: Array.from({ length: 64 }, (_, i) => String(i)) }],
    [{ path: 'x'.repeat(600) }, { keys: ['x'.repeat(512)] }]
  ]
  for (const [failure, expected] of failures) t.match(readFailure(failure), expected, JSON.stringify(failure))
})

t.test('the value at a path, and the type that the schema has there', async t => {
  const schema = {
    body: {
      type: 'object',
      properties: { name: { type: 'string' }, list: { type: ['array', 'null'], items: { type: 'object', properties: { id: { type: 'integer' } } } }, tuple: { properties: {}, items: { type: 'number' } }, odd: { properties: null }, later: 'text' }
    },
    querystring: { properties: { a: { type: 'integer' } } }
  }
  const request = { body: { name: 'a', none: null, list: [{ id: 'x' }] }, query: { a: 'b' }, params: { c: 'd' }, headers: { e: 'f' }, routeOptions: { schema } } as never
  const values: [where: 'body' | 'querystring' | 'params' | 'headers', keys: string[], value: unknown, type: string | undefined][] = [
    ['body', ['name'], 'a', 'string'],
    ['body', ['name', '0'], undefined, undefined],
    ['body', ['none'], null, undefined],
    ['body', ['none', 'a'], undefined, undefined],
    ['body', ['absent', 'a'], undefined, undefined],
    ['body', ['toString'], undefined, undefined],
    ['body', ['list'], [{ id: 'x' }], 'array | null'],
    ['body', ['list', '0', 'id'], 'x', 'integer'],
    ['body', ['list', '1'], undefined, 'object'],
    ['body', ['tuple', 'constructor'], undefined, 'number'],
    ['body', ['odd', 'a'], undefined, undefined],
    ['body', ['later', 'length'], undefined, undefined],
    ['querystring', ['a'], 'b', 'integer'],
    ['params', ['c'], 'd', undefined],
    ['headers', ['e'], 'f', undefined]
  ]
  for (const [where, keys, value, type] of values) {
    t.strictSame(receivedValue(where, keys, request), value, `${where} ${keys.join()}`)
    t.equal(schemaType(where, keys, request), type, `${where} ${keys.join()}`)
  }
  t.same([null, [], {}, 'a', 1, undefined].map(typeName), ['null', 'array', 'object', 'string', 'number', 'undefined'])
})
