import neostandard from 'neostandard'

export default [
  ...neostandard({
    ts: true,
    ignores: ['dist', 'lib/generated', '.tap', 'tap-snapshots']
  })
]
