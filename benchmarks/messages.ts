// Messages of child processes, which say when one ends without any
import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'

/** The next message of a process; `name` says which one ended in place of it. */
export function nextMessage<Message> (child: ChildProcess, name: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => { reject(new Error(`the process of '${name}' ended with code ${code}`)) }
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as Message)
    })
  })
}

/** The only message of a process, after its end, so that nothing runs beside the next one. */
export async function onlyMessage<Message> (child: ChildProcess, name: string): Promise<Message> {
  const exit = once(child, 'exit')
  const message = await nextMessage<Message>(child, name)
  await exit
  return message
}
