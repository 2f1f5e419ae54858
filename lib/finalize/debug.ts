import { readCauses, type ThrownRecord } from '../error/thrown.js'
import { callFunction, type FunctionRole } from '../util/call-function.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import type { FastifyRequest } from 'fastify'
import type { FinalizeSettings } from './options.js'

/** The debug member of the body, `undefined` unless option `debug` is on for the request. */
export function buildDebug (thrown: ThrownRecord, request: FastifyRequest, { debug }: FinalizeSettings): Record<string, unknown> | undefined {
  if (!isDebugged(debug, request)) return undefined
  return { ...describe(thrown), causes: readCauses(thrown).map(describe) }
}

const role: FunctionRole<boolean | undefined> = {
  name: 'debug option',
  expected: 'a boolean',
  isAnswer: (value) => value === undefined || typeof value === 'boolean'
}

function isDebugged (debug: FinalizeSettings['debug'], request: FastifyRequest): boolean {
  return typeof debug === 'function' ? callFunction(role, debug, request.log, request) === true : debug
}

function describe (record: ThrownRecord): Record<string, unknown> {
  const { name, message, value } = record
  const stack = record.get('stack')
  return {
    name: typeof name === 'string' ? cutText(name, MAX_TEXT) : typeof value,
    message: typeof message === 'string' ? cutText(message, MAX_TEXT) : '',
    stack: typeof stack === 'string' ? cutText(stack, MAX_TEXT).split('\n').slice(1).map((line) => line.trim()) : []
  }
}
