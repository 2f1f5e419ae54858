import { expect, test } from 'tstyche'
import { openapiOptions } from 'fastify-error-replies'
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import type { components, operations } from './shop-api.js'

type Responses = operations['order']['responses']
declare const conflict: Responses[409]['content']['application/json']
declare const problem: Responses[409]['content']['application/problem+json']

test('the error of an operation is a union that is narrowed by its code', () => {
  expect(conflict.error.code).type.toBe<'OUT_OF_STOCK' | 'CONFLICT'>()
  if (conflict.error.code === 'OUT_OF_STOCK') {
    expect(conflict.error.detail).type.toBe<{ sku: string, left: number }>()
  }
  expect(problem.code).type.toBe<'OUT_OF_STOCK' | 'CONFLICT'>()
  if (problem.code === 'OUT_OF_STOCK') expect(problem.sku).type.toBe<string>()
  expect<Responses[503]['content']['application/json']>().type.toBe<components['schemas']['ShopClosedEnvelope'] | components['schemas']['ServiceUnavailableEnvelope']>()
  expect<components['schemas']['ShopClosedEnvelope']['error']['detail']['reason']>().type.toBe<'night' | 'holiday'>()
})

test('openapiOptions are options of @fastify/swagger', () => {
  expect<FastifyDynamicSwaggerOptions>().type.toBeAssignableFrom(openapiOptions())
  expect(openapiOptions).type.not.toBeCallableWith({ transform: true })
})
