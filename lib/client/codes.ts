// One string, because it is most of what the bundle has to carry: a code per status from 400 on, empty where IANA
// registers none. It is that of lib/error/catalog.ts, which a test compares.
const CODES = 'INVALID_REQUEST,UNAUTHORIZED,PAYMENT_REQUIRED,FORBIDDEN,NOT_FOUND,INVALID_REQUEST_METHOD,NOT_ACCEPTABLE,PROXY_AUTHENTICATION_REQUIRED,REQUEST_TIMEOUT,CONFLICT,GONE,LENGTH_REQUIRED,PRECONDITION_FAILED,CONTENT_TOO_LARGE,URI_TOO_LONG,UNSUPPORTED_MEDIA_TYPE,RANGE_NOT_SATISFIABLE,EXPECTATION_FAILED,IM_A_TEAPOT,,,MISDIRECTED_REQUEST,UNPROCESSABLE_CONTENT,LOCKED,FAILED_DEPENDENCY,TOO_EARLY,UPGRADE_REQUIRED,,PRECONDITION_REQUIRED,TOO_MANY_REQUESTS,,REQUEST_HEADER_FIELDS_TOO_LARGE'
const SERVER_CODES = 'UNKNOWN_ERROR,NOT_IMPLEMENTED,BAD_GATEWAY,SERVICE_UNAVAILABLE,GATEWAY_TIMEOUT,HTTP_VERSION_NOT_SUPPORTED,VARIANT_ALSO_NEGOTIATES,INSUFFICIENT_STORAGE,LOOP_DETECTED'

type Split<Text extends string, Found extends string = never> =
  Text extends `${infer Head},${infer Tail}` ? Split<Tail, Found | Head> : Found | Text

/** A code that the package itself sends, or the client makes: the `code` of a status, or of a request without a response. */
export type BuiltInCode =
  | Exclude<Split<typeof CODES> | Split<typeof SERVER_CODES>, ''>
  | 'INVALID_BODY' | 'INVALID_PARAMETER_VALUE' | 'UNAVAILABLE_FOR_LEGAL_REASONS' | NetworkCode

/** Code of a request that has had no response. */
export type NetworkCode = 'NETWORK' | 'TIMEOUT' | 'ABORTED'

/** The code of a status, that of its class where it has none of its own. */
export function codeOf (status: number): string {
  if (status === 451) return 'UNAVAILABLE_FOR_LEGAL_REASONS'
  const isServer = status >= 500
  const codes = (isServer ? SERVER_CODES : CODES).split(',')
  return codes[status - (isServer ? 500 : 400)] || (codes[0] as string)
}

/** A code as a text for a person, for a response without one. */
export function phraseOf (code: string): string {
  return code[0] + code.slice(1).toLowerCase().replaceAll('_', ' ') + '.'
}
