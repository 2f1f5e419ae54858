import { subscribe } from 'node:diagnostics_channel'
import { Type as OldType } from '@sinclair/typebox'
import Fastify from 'fastify'
import { describe, expect, test } from 'tstyche'
import { Type } from 'typebox'
import { defineFormat, type ErrorReplyMessage } from '../../lib/index.js'

declare module 'fastify' {
  interface ErrorFormats {
    'x-own': true
  }
}

const base = { name: 'own', contentType: 'application/json' }

describe('defineFormat', () => {
  test('takes a schema of either TypeBox, and JSON Schema', () => {
    defineFormat({ ...base, schema: OldType.Object({ text: OldType.String() }), body: ({ message }) => ({ text: message }) })
    defineFormat({ ...base, schema: Type.Object({ text: Type.String() }), body: ({ message }) => ({ text: message }) })
    defineFormat({ ...base, schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } }, body: ({ message }) => ({ text: message }) })
  })

  test('compares the body with it', () => {
    // @ts-expect-error Type 'number' is not assignable to type 'string'
    defineFormat({ ...base, schema: Type.Object({ text: Type.String() }), body: () => ({ text: 7 }) })
    // @ts-expect-error Type 'number' is not assignable to type 'string'
    defineFormat({ ...base, schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } }, body: () => ({ text: 7 }) })
  })
})

test('config.errorFormat takes built-in names and those of the augmentation', () => {
  const fastify = Fastify()
  expect<{ errorFormat?: 'x-own' | 'problem' | undefined }>().type.toBeAssignableTo<{ errorFormat?: import('fastify').FastifyContextConfig['errorFormat'] }>()
  fastify.get('/', { config: { errorFormat: 'x-own' } }, async () => 'fine')
  expect<'yaml'>().type.not.toBeAssignableTo<import('fastify').FastifyContextConfig['errorFormat']>()
})

test('a message of the diagnostics channel', () => {
  subscribe('fastify-error-replies.reply', (message) => {
    const { statusCode, error } = message as ErrorReplyMessage
    expect(statusCode).type.toBe<number>()
    expect(error).type.toBe<unknown>()
  })
})
