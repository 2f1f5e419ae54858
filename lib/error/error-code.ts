const CODE = /^[A-Z][A-Z0-9_]*$/

// Codes that name a framework, the runtime or a driver: Fastify's and Node's own, fast-jwt's, system calls, undici,
// Prisma, MySQL, SQLite and http-errors-enhanced. They reveal the software of a server to a client.
const INTERNAL_CODE = /^(?:FST_|FAST_JWT_|ERR_|HTTP_ERROR_|UND_ERR_|E[A-Z]+$|ER_|SQLITE_|P[0-9]{4}$|HPE_)/

/** Whether a value has the form of a machine code: upper snake case. */
export function isErrorCode (value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64 && CODE.test(value)
}

/** Whether the code of a foreign error may be sent to a client. */
export function isPublicCode (value: unknown): value is string {
  return isErrorCode(value) && !INTERNAL_CODE.test(value)
}
