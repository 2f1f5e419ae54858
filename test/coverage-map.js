import { readdirSync } from 'node:fs'

// What the tests have to cover: the library. The built copy that some tests run in a process of its own is left out.
const files = ['lib', 'schemas'].flatMap((folder) => readdirSync(folder, { recursive: true })
  .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
  .map((file) => `${folder}/${file}`))

export default () => files
