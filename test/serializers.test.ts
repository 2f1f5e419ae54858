import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { compileMulti } from '../build/multi.js'
import { compileSerializers } from '../build/serializers.js'

t.test('lib/generated is what the schemas compile to', async t => {
  const folder = new URL('../lib/generated/', import.meta.url)
  const compiled = new Map([...compileSerializers(), ['multi.ts', compileMulti()]])
  t.same((await readdir(folder)).sort(), [...compiled.keys()].sort())
  for (const [file, text] of compiled) {
    t.equal(await readFile(new URL(file, folder), 'utf8'), text, `lib/generated/${file} is out of date, run: npm run generate`)
  }
})
