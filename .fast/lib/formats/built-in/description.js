import { definitionOf } from "../../error/catalog.js";
import serializeDescription from "../generated/description.js";
import { titleOf } from "../format.js";
import { issueSentence } from "../issue-text.js";
import { kDefaultMessage, kDefinition } from "../../error/symbols.js";
const descriptions = {
  400: "The request is malformed, or something that it needs is missing.",
  401: "The request carries no valid API key or access token.",
  403: "The request is valid, but this caller may not do what it asks for.",
  404: "The resource that was asked for does not exist.",
  405: "This endpoint does not take the method of the request.",
  415: "This endpoint does not take the media type of the request.",
  429: "Too many requests came in too short a time. Wait before the next one.",
  500: "Something went wrong on the server. If it keeps happening, report it.",
  502: "A server that this one depends on gave an invalid answer.",
  503: "The service is overloaded or down for maintenance. Try again later.",
  504: "A server that this one depends on did not answer in time."
};
function description(settings) {
  const { message: style = "status-and-phrase" } = settings.description;
  return {
    name: "description",
    contentType: "application/json; charset=utf-8",
    validationStatusCode: 400,
    body: (error, { debug, requestId, traceId }) => ({
      message: shortText(error.statusCode, titleOf(error, settings), style),
      description: longText(error),
      requestId,
      traceId,
      debug
    }),
    serialize: serializeDescription
  };
}
function shortText(statusCode, title, style) {
  switch (style) {
    case "status":
      return String(statusCode);
    case "phrase":
      return title;
    default:
      return `${statusCode}: ${title}`;
  }
}
function longText(error) {
  const [issue] = error.issues ?? [];
  if (issue !== void 0) return `${error.message} ${issueSentence(issue)}`;
  const isPlain = error[kDefaultMessage] && error[kDefinition] === definitionOf(error.statusCode);
  return (isPlain ? descriptions[error.statusCode] : void 0) ?? error.message;
}
export {
  description
};
