/** A value and the interval that it lies in with a probability of 95 %. */
export interface Interval {
  readonly lower: number
  readonly value: number
  readonly upper: number
}

const RESAMPLES = 4000

/**
 * The geometric mean of ratios, with its interval by bootstrap.
 *
 * Every value has to come from separate processes: how V8 optimized a process is in part chance, so rounds of one
 * process are not samples.
 */
export function estimateRatio (values: readonly number[]): Interval {
  const { lower, value, upper } = estimateMean(values.map(Math.log))
  return { lower: Math.exp(lower), value: Math.exp(value), upper: Math.exp(upper) }
}

/** The mean, with its interval by bootstrap. */
export function estimateMean (values: readonly number[]): Interval {
  const random = createRandom(values.length)
  const means = Array.from({ length: RESAMPLES }, () => mean(values.map(() => values[Math.floor(random() * values.length)] as number)))
    .sort((a, b) => a - b)
  return { lower: quantile(means, 0.025), value: mean(values), upper: quantile(means, 0.975) }
}

export function mean (values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function median (values: readonly number[]): number {
  return quantile(values.toSorted((a, b) => a - b), 0.5)
}

// Between two values, in proportion to the distance
function quantile (sorted: readonly number[], fraction: number): number {
  const position = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(position)] as number
  return below + (position % 1) * ((sorted[Math.ceil(position)] as number) - below)
}

// mulberry32: the same values always have the same interval
function createRandom (seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
