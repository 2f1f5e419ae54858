import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of the heap in use after a collection. */
export async function heapInUse (): Promise<number> {
  // tap follows promises, and lets go of them a while after they are collected
  for (let time = 0; time < 5; time++) {
    await setTimeout(10)
    collect()
  }
  return process.memoryUsage().heapUsed
}
