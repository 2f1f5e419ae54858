import { networkError } from './network-error.js'
import type { ApiError } from './api-error.js'
import type { Decoder } from './decoder.js'

type AnyDecoder = Pick<Decoder<any>, 'decode' | 'decodeBody'>

/** Middleware of openapi-fetch: `client.use(openapiFetchMiddleware(decoder))`. Calls reject with an ApiError. */
export function openapiFetchMiddleware (decoder: AnyDecoder) {
  return {
    async onResponse ({ response }: { response: Response }): Promise<undefined> {
      if (response.status >= 400) throw await decoder.decode(response)
    },
    onError: ({ error }: { error: unknown }): ApiError => networkError(error)
  }
}

/** Hook of ky: `ky.create({ hooks: { beforeError: [kyBeforeError(decoder)] } })`. */
export function kyBeforeError (decoder: AnyDecoder) {
  // ky 1 calls it with the error, ky 2 with an object that has it; ky 2 has read the body into `data`
  return async (input: unknown): Promise<any> => {
    const { error: cause = input } = input as { error?: unknown }
    const { response, data } = cause as { response?: Response, data?: unknown }
    if (response === undefined) return networkError(cause)
    return response.bodyUsed
      ? decoder.decodeBody({ status: response.status, headers: response.headers, body: data, response, cause })
      : decoder.decode(response)
  }
}

/** Hook of ofetch: `ofetch.create({ onResponseError: ofetchResponseError(decoder) })`. */
export function ofetchResponseError (decoder: AnyDecoder) {
  return ({ response }: { response: Response & { _data?: unknown } }): never => {
    throw decoder.decodeBody({ status: response.status, headers: response.headers, body: response._data, response })
  }
}

/** Interceptor of axios: `axios.interceptors.response.use(undefined, axiosInterceptor(decoder))`. */
export function axiosInterceptor (decoder: AnyDecoder) {
  return async (cause: unknown): Promise<never> => {
    const { response, isAxiosError, code } = cause as { isAxiosError?: boolean, code?: string, response?: { status: number, headers: object, data: any } }
    if (response === undefined) throw isAxiosError === true || code === 'ERR_CANCELED' ? networkError(cause) : cause
    const { status, headers, data } = response
    throw decoder.decodeBody({ status, headers, body: data instanceof Blob ? await data.slice(0, 65_536).text() : data, cause })
  }
}

/** Interceptor of the fetch client of hey-api: `client.interceptors.error.use(heyApiErrorInterceptor(decoder))`. */
export function heyApiErrorInterceptor (decoder: AnyDecoder) {
  // Without a response some versions call it with `undefined`, others reject
  return (cause: unknown, response?: Response): ApiError => response === undefined
    ? networkError(cause)
    : decoder.decodeBody({ status: response.status, headers: response.headers, body: cause, response })
}
