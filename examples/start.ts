import { attempts, formatCurl } from './attempts.js'
import { buildDemo } from './demo.js'

// What `npm start` runs: the documents server on PORT (default 3000; 0 takes any free port) of HOST (default 127.0.0.1)
const port = process.env['PORT'] ?? '3000'
const host = process.env['HOST'] ?? '127.0.0.1'

if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
  fail(`PORT should be an integer from 0 to 65535, instead got '${port}'`)
} else {
  await start()
}

async function start (): Promise<void> {
  // A client's error is at level info, a broken route's at error
  const logger = { level: 'warn', ...process.stdout.isTTY && { transport: { target: 'pino-pretty' } } }
  const fastify = await buildDemo({ logger })
  let origin
  try {
    origin = await fastify.listen({ port: Number(port), host })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    fail(code === 'EADDRINUSE' ? `Port ${port} is in use, set PORT to another one: PORT=3001 npm start` : message)
    return
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { fastify.close() })

  console.log(`\nListening on ${origin}; to stop, press Ctrl+C. Things to try:\n`)
  console.log(`The same in a browser, in every format: ${origin}`)
  console.log(`The API and its errors: ${origin}/documentation\n`)
  console.log(`What each error means: ${origin}/errors\n`)
  for (const attempt of attempts) console.log(`# ${attempt.expect}\n${formatCurl(origin, attempt)}\n`)
}

function fail (message: string): void {
  console.error(message)
  process.exitCode = 1
}
