import { readFile } from 'node:fs/promises'
import t from 'tap'
import { writeApiReport } from '../../build/api-report.js'
import { root } from '../support/root.js'

t.test('the public surface is the one in api-report.txt; to change it, run npm run generate:api', async t => {
  t.equal(await readFile(new URL('test/package/api-report.txt', root), 'utf8'), await writeApiReport())
})
