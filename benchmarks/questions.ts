import { readdir } from 'node:fs/promises'

const directory = new URL('./questions/', import.meta.url)

/**
 * Names of the questions to ask, in their order: those given, or all.
 *
 * @throws when one is no question
 */
export async function selectQuestions (given: readonly string[], all: boolean): Promise<readonly string[]> {
  const names = (await readdir(directory)).filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3)).sort(byNumber.compare)
  const unknown = given.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new Error(`'${unknown}' is not a question, the questions are ${names.join(', ')}`)
  return all ? names : given
}

// validation-10 comes before validation-100
const byNumber = new Intl.Collator('en', { numeric: true })

/** URL of a question. */
export function fileOfQuestion (name: string): string {
  return new URL(`${name}.js`, directory).href
}
