import { Type } from '@sinclair/typebox'

/** An object of any members, typed as such. */
export const anyMembers = () => Type.Unsafe<Record<string, unknown>>(Type.Object({}, { additionalProperties: true }))
