// From an empty folder to the first replies, by section Install of the packed README alone.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readExchanges } from '../../test/support/markdown.js'
import { compareReply, findPort, install, readInstall, withServer } from './consumer.js'

export async function followReadme (folder: string, tarball: string): Promise<string[]> {
  const cwd = join(folder, 'newcomer')
  await mkdir(cwd)
  const readme = await readInstall(cwd, tarball)
  if (readme === undefined) return ['README: Install is not a command, a file and its replies']
  await install(cwd, readme.packages)
  const port = await findPort()
  await writeFile(join(cwd, readme.file), readme.server.replace('port: 3000', `port: ${port}`))
  return await withServer(port, cwd, process.execPath, [readme.file], async (origin) => {
    const failures: string[] = []
    for (const exchange of readExchanges(readme.console)) failures.push(...await compareReply('README', origin, exchange))
    if (failures.length === 0) console.log(`README, Install: ${readExchanges(readme.console).length} replies are as it says`)
    return failures
  })
}
