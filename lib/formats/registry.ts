import { invalid } from '../util/check-option.js'
import { compileFormat, type CompiledFormat } from './compile-format.js'
import { builtInFormats, type FormatName } from './built-in/index.js'
import { compileNegotiation } from './negotiate.js'
import type { FormatDefinition } from './define-format.js'
import type { FormatSettings } from './format.js'

/** The formats of a context. */
export interface Formats {
  /** Default format of the context. */
  readonly default: CompiledFormat
  /** The default format and those that `Accept` may select. */
  readonly enabled: readonly CompiledFormat[]
  /** Whether `Accept` is read. */
  readonly negotiated: boolean
  negotiate (accept: string | undefined): CompiledFormat
  /** Names that a route may ask for: the built-in formats and those of the options. */
  readonly names: readonly string[]
  byName (name: string): CompiledFormat | undefined
}

/**
 * Compiles the formats of a context; a built-in one that no option names, at its first use.
 *
 * @param isDefault whether `negotiate` is the default: a format that the default format hides is left out
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 * @throws FST_ERR_REPLIES_INVALID_FORMAT
 */
export function resolveFormats (
  format: FormatName | FormatDefinition,
  negotiate: readonly (FormatName | FormatDefinition)[],
  settings: FormatSettings,
  isDefault = false
): Formats {
  const compiled = new Map<string, CompiledFormat>()
  if (!Array.isArray(negotiate)) invalid('negotiate', 'an array of formats', negotiate)

  function byName (name: string): CompiledFormat | undefined {
    const known = compiled.get(name)
    if (known !== undefined || !isBuiltIn(name)) return known
    const compiledNow = compileFormat(builtInFormats[name](settings))
    compiled.set(name, compiledNow)
    return compiledNow
  }

  function resolve (option: string, value: unknown): CompiledFormat {
    if (typeof value === 'string' && isBuiltIn(value)) return byName(value) as CompiledFormat
    if (!isDefinition(value) || isBuiltIn(value.name)) {
      invalid(option, `one of ${Object.keys(builtInFormats).join(', ')} or what defineFormat returns under another name`, value)
    }
    const own = compileFormat(value.compile())
    compiled.set(value.name, own)
    return own
  }

  const first = resolve('format', format)
  const selectable = new Set(negotiate.map((value) => resolve('negotiate', value)))
  const enabled = [first, ...[...selectable].filter((other) => other !== first && !(isDefault && typeOf(other) === typeOf(first)))]
  const shared = enabled.find((format, index) => enabled.findIndex((other) => typeOf(other) === typeOf(format)) < index)
  if (shared !== undefined) invalid('negotiate', `formats of media types that differ from each other and from that of format '${first.name}'`, shared.name)
  return {
    default: first,
    enabled,
    negotiated: enabled.length > 1,
    negotiate: compileNegotiation(enabled),
    names: [...new Set([...Object.keys(builtInFormats), ...compiled.keys()])],
    byName
  }
}

// The charset does not matter: JSON has only one, and few clients name it
function typeOf ({ contentType }: CompiledFormat): string {
  return contentType.toLowerCase().replace(/[ \t]*;[ \t]*charset=[^;]*/, '').replace(/[ \t]/g, '')
}

function isBuiltIn (name: string): name is FormatName {
  return Object.hasOwn(builtInFormats, name)
}

function isDefinition (value: unknown): value is FormatDefinition {
  return typeof value === 'object' && value !== null && typeof (value as FormatDefinition).compile === 'function'
}
