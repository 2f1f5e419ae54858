import neostandard from 'neostandard'

const folders = [
  'catalog', 'cli', 'client', 'error', 'finalize', 'formats', 'helpers', 'hosts', 'http', 'integrations', 'languages', 'mappers', 'multi',
  'normalize', 'oauth2', 'openapi', 'problems', 'send', 'server', 'success', 'util'
]

// What the files of a folder may import besides each other, type imports included: data goes one way, from util and
// http over error to the stations, which never import each other, and from there to what composes them
const vocabulary = ['error', 'oauth2', 'util', 'http']
const allowed = {
  util: [],
  http: [],
  error: ['util', 'http'],
  oauth2: ['error', 'util', 'http'],
  normalize: vocabulary,
  finalize: vocabulary,
  formats: vocabulary,
  send: vocabulary,
  helpers: vocabulary,
  integrations: [...vocabulary, 'helpers'],
  mappers: [...vocabulary, 'helpers', 'normalize'],
  openapi: [...vocabulary, 'helpers', 'formats'],
  problems: ['error', 'http'],
  catalog: [...vocabulary, 'helpers', 'finalize', 'formats', 'send'],
  cli: ['error', 'catalog'],
  success: ['util', 'http'],
  client: []
}
const rules = Object.entries(allowed).map(([folder, may]) => {
  const message = `lib/${folder} may import ${may.length === 0 ? 'nothing of ours' : may.map((other) => `lib/${other}`).join(', ')}`
  const forbidden = folders.filter((other) => other !== folder && !may.includes(other))
  return {
    files: [`lib/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [
          { regex: `^(?:\\.\\./)+(?:${forbidden.join('|')})/`, message },
          { regex: '^\\.\\./(?:index|plugin|pipeline|options)\\.js$', message }
        ]
      }]
    }
  }
})

export default [
  ...neostandard({
    ts: true,
    ignores: ['dist', '.fast*', 'lib/formats/generated', 'lib/multi/generated.ts', '.tap', 'tap-snapshots']
  }),
  ...rules
]
