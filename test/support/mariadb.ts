import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Test } from 'tap'

const SERVER = '/usr/sbin/mariadbd'
const START_LIMIT = 60_000 // milliseconds
const INSTALL = '/usr/bin/mariadb-install-db'

/** Whether MariaDB is installed as Debian's packages do it; what is left out without it is printed. */
export const hasMariadb = existsSync(SERVER) && existsSync(INSTALL)

/** A separate MariaDB in a temporary folder, reached by its socket; stopped when the test ends. */
export async function startMariadb (t: Test): Promise<{ socketPath: string, user: string, database: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'mariadb-'))
  const socketPath = join(folder, 'socket')
  const { username } = userInfo()
  await promisify(execFile)(INSTALL, ['--no-defaults', `--datadir=${folder}/data`, `--user=${username}`, '--auth-root-authentication-method=normal'])
  const child = spawn(SERVER, ['--no-defaults', `--datadir=${folder}/data`, `--user=${username}`, `--socket=${socketPath}`, `--pid-file=${folder}/pid`, '--skip-networking'], { stdio: 'ignore' })
  t.teardown(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, 'close')
      child.kill()
      await closed
    }
    await rm(folder, { recursive: true })
  })
  const deadline = Date.now() + START_LIMIT
  while (!existsSync(socketPath)) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) throw new Error(`mariadbd did not start: ${child.exitCode ?? child.signalCode}`)
    await sleep(20)
  }
  return { socketPath, user: 'root', database: 'mysql' }
}
