import t from 'tap'
import { ThrownRecord } from '../../lib/error/thrown.js'
import { readFailure, readFailures } from '../../lib/normalize/failures.js'
import { isQuoted, plainMessage } from '../../lib/normalize/issue-messages.js'

t.test('readFailures finds the list wherever a validator leaves it', async t => {
  const single = Object.assign(new Error('No.'), { inner: [] })
  const lists: [value: object, failures: unknown[]][] = [
    [{ validation: [1] }, [1]],
    [{ validation: { issues: [2] } }, [2]],
    [{ validation: true, details: [3] }, [3]],
    [{ inner: [4] }, [4]],
    [single, [single]],
    [{ arkErrors: [5] }, [5]],
    [{ validation: { issues: 'no list' }, issues: [] }, []],
    [{}, []]
  ]
  for (const [value, failures] of lists) t.strictSame(readFailures(new ThrownRecord(value)), failures)
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
    [{ kind: 'validation', type: 'email', requirement: /a/, path: [] }, { kind: 'invalid_string' }]
  ]
  for (const [failure, expected] of failures) t.match(readFailure(failure), expected, JSON.stringify(failure))
})

t.test('plainMessage', async t => {
  t.equal(plainMessage('invalid_type', 'string', undefined), 'is required')
  t.equal(plainMessage('invalid_type', 'string', 7), 'must be string')
  t.equal(plainMessage('invalid_type', undefined, 7), 'is not of the expected type')
  t.equal(plainMessage('no kind', undefined, 7), 'is invalid')
})

t.test('isQuoted', async t => {
  const cases: [message: string, value: unknown, quoted: boolean][] = [
    ['received hunter2', 'hunter2', true], ['must be "a"', 'a', true], ['a sentence', 'a', false], ['the key', 'key', false], ['the name', 'name', true], ['is 12345', 12345n, true], ['x', '', false], ['[object Object]', {}, false]
  ]
  for (const [message, value, quoted] of cases) t.equal(isQuoted(message, value), quoted, message)
})
