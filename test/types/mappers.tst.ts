import { Type } from '@sinclair/typebox'
import { describe, expect, test } from 'tstyche'
import { defineError, errors } from '../../lib/index.js'
import { mongodb, mysql, postgres, prisma, sqlite, type DatabaseMapper, type ErrorMapper } from '../../lib/mappers/index.js'

const emailTaken = defineError({ code: 'EMAIL_TAKEN', statusCode: 409, title: 'Email taken', message: 'Taken.' })
const outOfStock = defineError({ code: 'OUT_OF_STOCK', statusCode: 409, title: 'Out of stock', message: 'None left.', detail: Type.Object({ sku: Type.String() }) })

describe('mapper.with', () => {
  test('is the same for every database, and gives a mapper', () => {
    for (const mapper of [postgres, mysql, sqlite, mongodb, prisma]) {
      expect(mapper).type.toBe<DatabaseMapper>()
      expect(mapper.with({ users_email_key: emailTaken })).type.toBe<DatabaseMapper>()
      expect(mapper).type.toBeAssignableTo<ErrorMapper>()
    }
  })

  test('takes errors that need no arguments, and functions', () => {
    expect(postgres.with).type.toBeCallableWith({ a: emailTaken, b: errors.gone, c: () => errors.conflict('a'), d: () => undefined })
    expect(postgres.with).type.toBeCallableWith({ a: (cause: unknown) => outOfStock({ sku: '1' }, { cause }) })
    expect(postgres.with).type.not.toBeCallableWith({ a: outOfStock })
    expect(postgres.with).type.not.toBeCallableWith({ a: 409 })
    expect(postgres.with).type.not.toBeCallableWith({ a: async () => errors.gone() })
  })
})
