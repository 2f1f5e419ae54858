import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Folder of the repository. Tests that run compiled have only links to its files beside them. */
export const root = new URL('./', pathToFileURL(realpathSync(new URL('../../package.json', import.meta.url))))
