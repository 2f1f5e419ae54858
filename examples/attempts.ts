/** A request to try on the documents server, and its reply. */
export interface Attempt {
  readonly expect: string
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Show the headers too, because they are the result. */
  readonly showHeaders?: boolean
}

const json = { 'content-type': 'application/json' }

/** The requests that `npm start` prints, each of them tested. */
export const attempts: readonly Attempt[] = [
  {
    expect: '409 CONFLICT: the document has changed since this client read it',
    method: 'PUT',
    path: '/documents/1',
    headers: json,
    body: '{"name":"Report","meta":{"updated":"2015-11-21T12:45:56Z"}}'
  },
  {
    expect: '400 INVALID_BODY: the detail has the path of what is missing',
    method: 'POST',
    path: '/documents',
    headers: json,
    body: '{"data":{}}'
  },
  {
    expect: '405 INVALID_REQUEST_METHOD, and header Allow with the methods of the path',
    method: 'PATCH',
    path: '/documents/1',
    showHeaders: true
  },
  {
    expect: '404 NOT_FOUND',
    method: 'GET',
    path: '/documents/2'
  },
  {
    expect: '401 UNAUTHORIZED, and header WWW-Authenticate; with the token open-sesame: 200',
    method: 'GET',
    path: '/private',
    showHeaders: true
  },
  {
    expect: '404 as a problem (RFC 9457), because the client asks for it',
    method: 'GET',
    path: '/nowhere',
    headers: { accept: 'application/problem+json' }
  },
  {
    expect: '400 in the form of OAuth2, for a client of the token endpoint',
    method: 'POST',
    path: '/oauth2/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=password&client_id=reader&client_secret=open-sesame'
  },
  {
    expect: '401 and a challenge that says what is wrong with the token',
    method: 'GET',
    path: '/oauth2/documents',
    headers: { authorization: 'Bearer expired' },
    showHeaders: true
  },
  {
    expect: '201 with a link to what was made',
    method: 'POST',
    path: '/notes',
    headers: json,
    body: '{"text":"Buy milk"}',
    showHeaders: true
  },
  {
    expect: '200 with two results, one of them an error',
    method: 'POST',
    path: '/multi',
    headers: json,
    body: '{"requests":[{"method":"GET","resource":"/notes/1"},{"method":"GET","resource":"/notes/9"}]}'
  },
  {
    expect: '400 INVALID_REQUEST: no route sees a malformed URL',
    method: 'GET',
    path: '/%zz'
  },
  {
    expect: '500 UNKNOWN_ERROR: what went wrong is in the log below, not in the body',
    method: 'GET',
    path: '/broken'
  }
]

/** The request as a line for a shell. */
export function formatCurl (origin: string, { method, path, headers = {}, body, showHeaders }: Attempt): string {
  return [
    'curl',
    ...showHeaders === true ? ['-i'] : [],
    ...method === 'GET' ? [] : ['-X', method],
    origin + path,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `'${name}: ${value}'`]),
    ...body === undefined ? [] : ['-d', `'${body}'`]
  ].join(' ')
}
