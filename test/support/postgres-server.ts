import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { dataDir } from '@electric-sql/pglite-prepopulatedfs'
import type { Test } from 'tap'

/**
 * PostgreSQL behind a socket, for drivers that connect to a server: one connection at a time, closed when the test ends.
 */
export async function startPostgres (t: Test): Promise<{ database: PGlite, port: number }> {
  const database = await PGlite.create({ loadDataDir: await dataDir() })
  const server = createServer((socket) => {
    let queue = Promise.resolve()
    socket.on('error', () => {}).on('data', (data) => {
      queue = queue.then(async () => {
        // SSLRequest, which PGlite does not know: no
        if (data.length === 8 && data.readUInt32BE(4) === 80877103) socket.write('N')
        else socket.write(await database.execProtocolRaw(data))
      }).catch((error: Error) => { socket.destroy(error) })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => {
    server.close()
    await database.close()
  })
  return { database, port: (server.address() as AddressInfo).port }
}
