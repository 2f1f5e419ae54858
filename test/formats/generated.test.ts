import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { writeBodies, writeDetails, writeHelpers, writeNames } from '../../build/catalog.js'
import { compileMulti } from '../../build/multi.js'
import { compileSerializers } from '../../build/serializers.js'
import { root } from '../support/root.js'

t.test('generated files are what the schemas compile to', async t => {
  const compiled = new Map([...compileSerializers()].map(([file, text]) => [`lib/formats/generated/${file}`, text]))
  t.same((await readdir(new URL('lib/formats/generated/', root))).map((file) => `lib/formats/generated/${file}`).sort(), [...compiled.keys()].sort())
  for (const [file, text] of compiled.set('lib/multi/generated.ts', compileMulti())) {
    t.equal(await readFile(new URL(file, root), 'utf8'), text, `${file} is out of date, run: npm run generate`)
  }
})

t.test('types and schemas of the catalogue are those of its rows', async t => {
  const written = { 'lib/error/generated-details.ts': writeDetails(), 'lib/error/generated-names.ts': writeNames(), 'lib/helpers/generated.ts': writeHelpers(), 'lib/catalog/generated-bodies.ts': writeBodies() }
  for (const [file, text] of Object.entries(written)) t.equal(await readFile(new URL(file, root), 'utf8'), text, `${file} is out of date, run: npm run generate`)
})
