/** Registry of problem types (RFC 9457 section 4.2); the name of a type follows. */
export const REGISTRY = 'https://iana.org/assignments/http-problem-types#'
