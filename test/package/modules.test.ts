import { readdir } from 'node:fs/promises'
import t from 'tap'
import { root } from '../support/root.js'

// Coverage counts what some test has loaded: a module that none loads would be missing there, not uncovered
t.test('every module loads by itself', async (t) => {
  for (const folder of ['lib', 'schemas']) {
    for (const file of await readdir(new URL(folder, root), { recursive: true })) {
      if (file.endsWith('.ts')) t.type(await import(new URL(`../../${folder}/${file.replace(/ts$/, 'js')}`, import.meta.url).href), 'object', `${folder}/${file}`)
    }
  }
})
