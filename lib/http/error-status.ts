/** Whether a value is the status of an error (RFC 9110 section 15): an integer from 400 to 599. */
export function isErrorStatus (value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 400 && (value as number) <= 599
}
