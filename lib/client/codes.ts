// One string in lower case, because it is most of the size of the bundle: a code per status from 400 on, empty
// where IANA registers none. The codes are those of lib/error/catalog.ts, which a test compares.
const CODES = 'invalid_request,unauthorized,payment_required,forbidden,not_found,invalid_request_method,not_acceptable,proxy_authentication_required,request_timeout,conflict,gone,length_required,precondition_failed,content_too_large,uri_too_long,unsupported_media_type,range_not_satisfiable,expectation_failed,,,,misdirected_request,unprocessable_content,locked,failed_dependency,too_early,upgrade_required,,precondition_required,too_many_requests,,request_header_fields_too_large,,,,,,,,,,,,,,,,,,,,unavailable_for_legal_reasons,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,unknown_error,not_implemented,bad_gateway,service_unavailable,gateway_timeout,http_version_not_supported,variant_also_negotiates,insufficient_storage,loop_detected'

type Split<Text extends string, Found extends string = never> =
  Text extends `${infer Head},${infer Tail}` ? Split<Tail, Found | Head> : Found | Text

/** A code that the package itself sends, or the client makes: the `code` of a status, or of a request without a response. */
export type BuiltInCode =
  | Uppercase<Exclude<Split<typeof CODES>, ''>>
  | 'INVALID_BODY' | 'INVALID_PARAMETER_VALUE' | NetworkCode

/** Code of a request that has had no response. */
export type NetworkCode = 'NETWORK' | 'TIMEOUT' | 'ABORTED'

/** The code of a status, that of its class where it has no own code. */
export function codeOf (status: number): string {
  const codes = CODES.split(',')
  return (codes[status - 400] || codes[status < 500 ? 0 : 100] as string).toUpperCase()
}
