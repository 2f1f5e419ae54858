// Of Node, and of `reply.code`
const CODES: readonly unknown[] = ['ERR_HTTP_INVALID_STATUS_CODE', 'FST_ERR_BAD_STATUS_CODE']
const responses = new WeakSet<object>()

/** Remembers of a response whether an error says that its status cannot be written. */
export function noteRefusedStatus (response: object, code: unknown): void {
  if (CODES.includes(code)) responses.add(response)
}

/** Whether a response is an error in place of one whose status could not be written. */
export function hasRefusedStatus (response: object): boolean {
  return responses.has(response)
}
