const CODE = /^[A-Z][A-Z0-9_]*$/

// Codes that name a framework, the runtime or a driver: Fastify's and Node's own, fast-jwt's, system calls, undici,
// Prisma, MySQL, SQLite and http-errors-enhanced. They tell a stranger what a server is made of.
const INTERNAL_CODE = /^(?:FST_|FAST_JWT_|ERR_|HTTP_ERROR_|UND_ERR_|E[A-Z]+$|ER_|SQLITE_|P[0-9]{4}$|HPE_)/

/** Whether a value has the form of a machine code: upper snake case. */
export function isErrorCode (value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64 && CODE.test(value)
}

/** Whether a foreign error's code is one that a client may be told. */
export function isPublicCode (value: unknown): value is string {
  return isErrorCode(value) && !INTERNAL_CODE.test(value)
}
