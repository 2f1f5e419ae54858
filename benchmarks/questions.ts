import { readdir } from 'node:fs/promises'
import type { Question } from './question.js'

const directory = new URL('./questions/', import.meta.url)

// Asked with a logger in a whole run: the line costs the same in the others
const LOGGED = ['helper', 'not-found', 'thrown-error'].map((name) => `${name}-logged`)

/** A question as it is asked: of servers without a logger, or of servers that write their log to a file. */
export interface Asked {
  /** As the command line has it: the file's name, with `-logged` behind it. */
  readonly name: string
  /** URL of the question. */
  readonly file: string
  readonly logged: boolean
}

/**
 * The questions to ask, in their order: those given, or those of a whole run.
 *
 * @throws when one is no question
 */
export async function selectQuestions (given: readonly string[], all: boolean): Promise<readonly Asked[]> {
  const names = (await readdir(directory)).filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3)).sort(byNumber.compare)
  const questions = new Map<string, Asked>()
  for (const name of names) {
    const file = new URL(`${name}.js`, directory).href
    const { question } = await import(file) as { question: Question }
    questions.set(name, { name, file, logged: false })
    if (question.logged !== false) questions.set(`${name}-logged`, { name: `${name}-logged`, file, logged: true })
  }
  const unknown = given.find((name) => !questions.has(name))
  if (unknown !== undefined) throw new Error(`'${unknown}' is not a question, the questions are ${[...questions.keys()].join(', ')}`)
  const whole = () => [...questions.values()].filter(({ name, logged }) => !logged || LOGGED.includes(name)).sort((a, b) => Number(a.logged) - Number(b.logged))
  return all ? whole() : given.map((name) => questions.get(name) as Asked)
}

// validation-10 comes before validation-100
const byNumber = new Intl.Collator('en', { numeric: true })
