/** Changes of the sources that no test can see, each with the reason; build/mutation.ts does not count them. */
export const equivalentMutants: readonly {
  readonly file: string
  readonly line: string // part of the line that is changed
  readonly text: string // part of what stands there instead
  readonly reason: string
}[] = []
