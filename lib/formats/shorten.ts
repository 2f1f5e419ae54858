import { changeReply, type ErrorReply, type Issue } from '../error/error-reply.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'

/**
 * An error that needs less room: the members and the validation failures that fit, the first of them first, and
 * `truncated`, which the formats `envelope` and `problem` send.
 *
 * @param room bytes of the JSON text of members and failures
 */
export function shortenReply (error: ErrorReply, room: number): ErrorReply {
  let left = room
  const fits = (value: unknown, factor: number) => {
    left -= factor * Buffer.byteLength(JSON.stringify(value))
    return left >= 0
  }
  const take = (members: Record<string, unknown> | undefined) =>
    members && Object.fromEntries(Object.entries(members).filter((entry) => fits(entry, 1)))
  // A format may repeat the path of a failure, and encode it
  const takeIssues = (issues: readonly Issue[]) => issues.filter((issue, index) => fits(issue, 2) || index === 0)
  return changeReply(error, {
    message: cutText(error.message, MAX_TEXT),
    detail: take(error.detail),
    issues: error.issues && takeIssues(error.issues),
    extensions: { ...take(error.extensions), truncated: true }
  })
}
