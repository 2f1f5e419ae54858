// The type of a detail, from its schema. `static` is what a schema of @sinclair/typebox has; those of typebox 1.x
// and plain JSON Schema `as const` are read by their structure, so that neither package needs to be installed.

/** The type of what a schema describes; any members where the schema does not say it in its type. */
export type DetailOf<Schema> =
  Schema extends { readonly static: infer Static } ? Static
    : Schema extends { readonly '~unsafe': infer Unsafe } ? Unsafe
      : Schema extends ObjectSchema ? ObjectOf<Schema>
        : Schema extends { readonly anyOf: readonly unknown[] } ? DetailOf<Schema['anyOf'][number]>
          : Record<string, unknown>

interface ObjectSchema {
  readonly type: 'object'
  readonly properties: object
  readonly required?: unknown
}

type ObjectOf<Schema extends ObjectSchema> = string extends keyof Schema['properties']
  ? Record<string, unknown>
  : Simplify<
    { -readonly [K in RequiredOf<Schema>]: ValueOf<Schema['properties'][K]> } &
    { -readonly [K in Exclude<keyof Schema['properties'], RequiredOf<Schema>>]?: ValueOf<Schema['properties'][K]> }
  >

type RequiredOf<Schema extends ObjectSchema> =
  Schema['required'] extends readonly (infer Name)[] ? Extract<keyof Schema['properties'], Name> : never

type ValueOf<Schema> =
  Schema extends { readonly static: infer Static } ? Static
    : Schema extends { readonly '~unsafe': infer Unsafe } ? Unsafe
      : Schema extends { readonly const: infer Value } ? Value
        : Schema extends { readonly enum: readonly (infer Value)[] } ? Value
          : Schema extends { readonly anyOf: readonly (infer Member)[] } ? ValueOf<Member>
            : Schema extends { readonly type: 'array', readonly items: infer Items } ? ValueOf<Items>[]
              : Schema extends ObjectSchema ? ObjectOf<Schema>
                : Schema extends { readonly type: infer Name extends keyof Primitives } ? Primitives[Name]
                  : unknown

interface Primitives {
  string: string
  number: number
  integer: number
  boolean: boolean
  null: null
  array: unknown[]
  object: Record<string, unknown>
}

type Simplify<T> = { [K in keyof T]: T[K] } & {}
