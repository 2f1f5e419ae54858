// One server under V8's profiler, without sockets:
// node --enable-source-maps profile-process.js <file of the question> <name of the server> silent routing
import { Session, type Profiler } from 'node:inspector'
import { promisify } from 'node:util'
import { sumUpProfile } from './profile-parts.js'
import { routedServer, type Question } from './question.js'
import { prepareRequests, REQUESTS } from './routing.js'

const COUNTED = 100_000
const INTERVAL = 100 // microseconds between two samples

const [file = '', name = ''] = process.argv.slice(2)
const { question } = await import(file) as { question: Question }
await question.servers[name]?.({})
const fastify = routedServer()
if (fastify === undefined) throw new Error(`'${name}' is no server of Fastify`)

const send = await prepareRequests(fastify, question.request)
await send(REQUESTS) // warm
const session = new Session()
session.connect()
const post = promisify(session.post.bind(session)) as (method: string, params?: object) => Promise<unknown>
await post('Profiler.enable')
await post('Profiler.setSamplingInterval', { interval: INTERVAL })
await post('Profiler.start')
await send(COUNTED)
const { profile } = await post('Profiler.stop') as Profiler.StopReturnType
process.send?.(sumUpProfile(profile, COUNTED))
process.disconnect?.()
