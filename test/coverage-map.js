import { readdirSync } from 'node:fs'

// What the tests have to cover: the library. The built copy that some tests run in a process of its own is left out.
const files = ['lib', 'schemas'].flatMap((folder) => readdirSync(folder, { recursive: true })
  .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
  .map((file) => `${folder}/${file}`))

// They read what is built and load nothing of the library; the compiler that two of them run is slower with coverage
const withoutCoverage = /package\/(?:api-report|declarations|package)\.test\./

export default (test) => withoutCoverage.test(test) ? null : files
