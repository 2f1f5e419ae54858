import { definitionOf } from '../../error/catalog.js'
import serializeDescription from '../generated/description.js'
import { titleOf, type DescriptionSettings, type Format, type FormatSettings } from '../format.js'
import { issueSentence } from '../issue-text.js'
import { kDefaultMessage, kDefinition, kText } from '../../error/symbols.js'
import type { Description } from '../../../schemas/description.js'
import type { ErrorReply } from '../../error/error-reply.js'

// Longer texts of the statuses that the format has one for, where the error says nothing more precise
const descriptions: Readonly<Record<number, string>> = {
  400: 'The request is malformed, or something that it needs is missing.',
  401: 'The request carries no valid API key or access token.',
  403: 'The request is valid, but this caller may not do what it asks for.',
  404: 'The resource that was asked for does not exist.',
  405: 'This endpoint does not take the method of the request.',
  415: 'This endpoint does not take the media type of the request.',
  429: 'Too many requests came in too short a time. Wait before the next one.',
  500: 'Something went wrong on the server. If it keeps happening, report it.',
  502: 'A server that this one depends on gave an invalid answer.',
  503: 'The service is overloaded or down for maintenance. Try again later.',
  504: 'A server that this one depends on did not answer in time.'
}

/** `message` and `description`. */
export function description (settings: FormatSettings): Format<Description> {
  const { message: style } = settings.description
  return {
    name: 'description',
    contentType: 'application/json; charset=utf-8',
    validationStatusCode: 400,
    body: (error, { debug, requestId, traceId }) => ({
      message: shortText(error.statusCode, titleOf(error, settings), style),
      description: longText(error),
      requestId,
      traceId,
      debug
    }),
    serialize: serializeDescription
  }
}

function shortText (statusCode: number, title: string, style: DescriptionSettings['message']): string {
  switch (style) {
    case 'status': return String(statusCode)
    case 'phrase': return title
    default: return `${statusCode}: ${title}`
  }
}

function longText (error: ErrorReply): string {
  const [issue] = error.issues ?? []
  // The message of a schemaErrorFormatter says which
  if (issue !== undefined && error.message !== error[kText]) return `${error.message} ${issueSentence(issue)}`
  const isPlain = error[kDefaultMessage] && error[kDefinition] === definitionOf(error.statusCode)
  return (isPlain ? descriptions[error.statusCode] : undefined) ?? error.message
}
