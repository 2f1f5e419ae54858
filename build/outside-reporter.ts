// Reporter of node:test (build/outside.ts): a line of JSON per test, with the names of the tests around it.
import { appendFileSync } from 'node:fs'
import type { TestEvent } from 'node:test/reporters'

/** One test that has ended. */
export interface OutsideResult {
  readonly name: string
  readonly passed: boolean
  readonly message: string
}

export default async function * report (source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const names: string[] = []
  for await (const { type, data } of source as AsyncIterable<{ type: string, data: any }>) {
    if (type === 'test:start') names.splice(data.nesting, names.length, data.name)
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const { failureType, cause, message } = data.details?.error ?? {}
    // Fails with the tests in it, which are reported themselves
    if (failureType === 'subtestsFailed') continue
    const result: OutsideResult = {
      name: [...names.slice(0, data.nesting), data.name].join(' › '),
      passed: type === 'test:pass',
      message: String(cause?.message ?? message ?? '')
    }
    // At once: a forced end of the test file would cut off the output
    appendFileSync(String(process.env['OUTSIDE_RESULTS']), `${JSON.stringify(result)}\n`)
    yield ''
  }
}
