import importX, { createNodeResolver } from 'eslint-plugin-import-x'
import neostandard, { plugins } from 'neostandard'

const folders = [
  'catalog', 'client', 'error', 'finalize', 'formats', 'helpers', 'http', 'integrations', 'languages', 'mappers', 'multi',
  'normalize', 'oauth2', 'openapi', 'send', 'server', 'success', 'util'
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
  success: ['util', 'http'],
  client: []
}
const files = ['./lib/index.ts', './lib/plugin.ts', './lib/pipeline.ts', './lib/options.ts']

const zones = Object.entries(allowed).map(([folder, may]) => ({
  target: `./lib/${folder}`,
  from: [...folders.filter((other) => other !== folder && !may.includes(other)).map((other) => `./lib/${other}`), ...files],
  message: `lib/${folder} may import ${may.length === 0 ? 'nothing of ours' : may.map((other) => `lib/${other}`).join(', ')}`
}))

export default [
  ...neostandard({
    ts: true,
    ignores: ['dist', '.fast', 'lib/formats/generated', 'lib/multi/generated.ts', '.tap', 'tap-snapshots']
  }),
  {
    files: ['lib/**/*.ts'],
    plugins: { 'import-x': plugins['import-x'] ?? importX },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } })]
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }]
    }
  }
]
