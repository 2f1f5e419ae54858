import neostandard from 'neostandard'

export default [
  ...neostandard({
    ts: true,
    ignores: ['dist', 'lib/formats/generated', 'lib/multi/generated.ts', '.fast', '.tap', 'tap-snapshots']
  })
]
