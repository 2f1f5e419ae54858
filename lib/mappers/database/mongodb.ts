import { readNames, readProperty, readText } from '../../util/read-property.js'
import { readPath } from '../cause-chain.js'
import { defineMapper } from './define-mapper.js'
import type { DatabaseFailure } from './replies.js'

const KINDS = new Map<unknown, DatabaseFailure['kind']>(([
  // DuplicateKey, and what servers before 4.2 and mongos have for it
  ['duplicate', 11000, 11001, 12582],
  // DocumentValidationFailure
  ['refused', 121],
  // WriteConflict, LockTimeout, NoSuchTransaction, MaxTimeMSExpired, ExceededTimeLimit; a primary that steps down or
  // shuts down: InterruptedAtShutdown, InterruptedDueToReplStateChange, NotWritablePrimary, NotPrimaryNoSecondaryOk,
  // NotPrimaryOrSecondary, PrimarySteppedDown, ShutdownInProgress; HostUnreachable, HostNotFound, NetworkTimeout,
  // SocketException
  ['unavailable', 112, 24, 251, 50, 262, 11600, 11602, 10107, 13435, 13436, 189, 91, 6, 7, 89, 9001]
] as const).flatMap(([kind, ...numbers]) => numbers.map((number) => [number, kind] as const)))

// Errors of the driver, which has no server to ask
const UNAVAILABLE = new Set([
  'MongoNetworkError', 'MongoNetworkTimeoutError', 'MongoNotConnectedError', 'MongoOperationTimeoutError',
  'MongoPoolClearedError', 'MongoPoolClosedError', 'MongoServerClosedError', 'MongoServerSelectionError',
  'MongoTopologyClosedError', 'MongoWaitQueueTimeoutError', 'MongooseServerSelectionError', 'PoolClearedOnNetworkError'
])

/**
 * Maps the errors of the MongoDB driver, also inside those of Mongoose or an ORM.
 *
 * A duplicate key (11000) becomes 409, a document that fails the validator of its collection (121) 422, a write conflict
 * (112), a timeout, a change of the primary and a server out of reach 503 with `Retry-After`. No text, collection,
 * index or value of the database is sent; a field is named where the client itself sent it.
 */
export const mongodb = defineMapper('mongodb', (error) => {
  const kind = isMongo(error) ? readKind(error) : undefined
  if (kind === undefined) return undefined
  return { kind, columns: kind === 'refused' ? readRefused(error) : readNames(readProperty(error, 'keyPattern')), constraints: readIndex(error) }
})

// An ORM may copy what the server reports to an error of another name
function isMongo (error: unknown): boolean {
  return readText(error, 'name').startsWith('Mongo') || readText(error, 'errmsg') !== '' || UNAVAILABLE.has(readText(error, 'name'))
}

function readKind (error: unknown): DatabaseFailure['kind'] | undefined {
  return KINDS.get(readProperty(error, 'code')) ?? (UNAVAILABLE.has(readText(error, 'name')) ? 'unavailable' : undefined)
}

// `E11000 duplicate key error collection: shop.users index: email_1 dup key: { … }`; an error of a bulk write has it in
// its message only
function readIndex (error: unknown): string[] {
  const found = / index: (\S+) dup key/.exec(readText(error, 'message').slice(0, 1024))
  return found === null ? [] : [found[1] as string]
}

// From MongoDB 5.0 on: the rules of the JSON schema that the document fails
function readRefused (error: unknown): unknown[] {
  const rules = readPath(error, 'errInfo', 'details', 'schemaRulesNotSatisfied')
  return list(rules).flatMap((rule) => [
    ...list(readProperty(rule, 'propertiesNotSatisfied')).map((property) => readText(property, 'propertyName')),
    ...list(readProperty(rule, 'missingProperties'))
  ])
}

function list (value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 32) : []
}
