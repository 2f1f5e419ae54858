import { createRequire } from 'node:module'
import { kDefinition, kInvalidArgument } from '../error/symbols.js'
import { FST_ERR_REPLIES_INVALID_ERROR } from '../util/boot-errors.js'
import type { ErrorReply } from '../error/error-reply.js'
import type { Declarable, OwnDefinition } from '../error/define-error.js'

/**
 * Occurrences of a definition of the application, to be shown: of each detail that it names, else of one that fits its
 * schema.
 *
 * @throws FST_ERR_REPLIES_INVALID_ERROR for an example that is not a detail of the error
 */
export function definitionExamples (factory: Declarable): readonly ErrorReply[] {
  const { schema, documentation: { examples = [] }, code } = factory[kDefinition] as OwnDefinition
  const make = factory as unknown as (...args: unknown[]) => ErrorReply
  if (schema === undefined) return [make()]
  if (examples.length === 0) return [make(sampleOf(schema))]
  return examples.map((detail, index) => {
    const error = make(detail)
    const reason = error[kInvalidArgument]
    if (reason !== undefined) throw FST_ERR_REPLIES_INVALID_ERROR(code, `examples[${index}] is not a detail of it, ${reason}`)
    return error
  })
}

function sampleOf (schema: object): unknown {
  // Its CommonJS export has no types. Loaded here, because definitions with examples do not need it.
  const { sample } = createRequire(import.meta.url)('openapi-sampler') as { sample (schema: object, options: { quiet: boolean }): unknown }
  return sample(schema, { quiet: true })
}
