import { Type } from '@sinclair/typebox'
import { expect, test } from 'tstyche'
import { defineError } from 'fastify-error-replies'
import { createDecoder, createFetch, isApiError, readCatalog, type ApiError } from 'fastify-error-replies/client'

export const outOfStock = defineError({ code: 'OUT_OF_STOCK', statusCode: 409, title: 'a', message: 'a', detail: Type.Object({ left: Type.Integer() }) })
export const closed = defineError({ code: 'SHOP_CLOSED', statusCode: 503, title: 'a', message: 'a' })
export const optional = defineError({ code: 'OPTIONAL', statusCode: 400, title: 'a', message: 'a', detail: Type.Object({ a: Type.Optional(Type.String()) }) })
type AppErrors = typeof outOfStock | typeof closed | typeof optional

const decoder = createDecoder<AppErrors>()
declare const error: ApiError<AppErrors>
declare const caught: unknown

test('the code says the type of the detail', () => {
  switch (error.code) {
    case 'OUT_OF_STOCK': expect(error.detail).type.toBe<{ left: number } | undefined>(); break
    case 'SHOP_CLOSED': expect(error.detail).type.toBe<undefined>(); break
    case 'OPTIONAL': expect(error.detail).type.toBe<{ a?: string } | undefined>(); break
    case 'CONFLICT': expect(error.detail).type.toBe<unknown>(); break
    case 'NETWORK': expect(error.detail).type.toBe<unknown>(); break
    default: expect(error.detail).type.toBe<unknown>()
  }
  expect(error.retryAfter).type.toBe<number | undefined>()
  expect(error.fields).type.toBe<Readonly<Record<string, string[]>>>()
  expect(error.code).type.toBeAssignableTo<string>()
})

test('a code without a definition cannot be compared', () => {
  // @ts-expect-error This comparison appears to be unintentional
  expect(error.code === 'OUT_OF_STOKC').type.toBe<boolean>()
})

test('without definitions any code may be compared, and its detail is unknown', () => {
  if (isApiError(caught) && caught.code === 'ANY_CODE') expect(caught.detail).type.toBe<unknown>()
})

test('a catalogue is any JSON, which is checked when it is read', () => {
  expect(createDecoder).type.toBeCallableWith({ catalog: readCatalog(caught) })
})

test('guards know the definitions', () => {
  if (isApiError<AppErrors>(caught) && caught.code === 'OUT_OF_STOCK') expect(caught.detail?.left).type.toBe<number | undefined>()
  if (decoder.isApiError(caught) && caught.code === 'OUT_OF_STOCK') expect(caught.detail?.left).type.toBe<number | undefined>()
})

test('createFetch has the type of its fetch', () => {
  expect(createFetch(fetch, decoder)).type.toBe<typeof fetch>()
})
