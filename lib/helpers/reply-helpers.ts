import type { FastifyInstance, FastifyReply } from 'fastify'
import { FST_ERR_REPLIES_NAME_TAKEN } from '../util/boot-errors.js'
import { errors, type Helpers } from './factories.js'

declare module 'fastify' {
  // Each member by itself: an interface that extends Helpers would not compile beside the types of @fastify/sensible
  interface FastifyReply {
    badRequest: Helpers<FastifyReply>['badRequest']
    invalidBody: Helpers<FastifyReply>['invalidBody']
    invalidParameter: Helpers<FastifyReply>['invalidParameter']
    unauthorized: Helpers<FastifyReply>['unauthorized']
    paymentRequired: Helpers<FastifyReply>['paymentRequired']
    forbidden: Helpers<FastifyReply>['forbidden']
    notFound: Helpers<FastifyReply>['notFound']
    methodNotAllowed: Helpers<FastifyReply>['methodNotAllowed']
    notAcceptable: Helpers<FastifyReply>['notAcceptable']
    proxyAuthenticationRequired: Helpers<FastifyReply>['proxyAuthenticationRequired']
    requestTimeout: Helpers<FastifyReply>['requestTimeout']
    conflict: Helpers<FastifyReply>['conflict']
    gone: Helpers<FastifyReply>['gone']
    lengthRequired: Helpers<FastifyReply>['lengthRequired']
    preconditionFailed: Helpers<FastifyReply>['preconditionFailed']
    payloadTooLarge: Helpers<FastifyReply>['payloadTooLarge']
    contentTooLarge: Helpers<FastifyReply>['contentTooLarge']
    uriTooLong: Helpers<FastifyReply>['uriTooLong']
    unsupportedMediaType: Helpers<FastifyReply>['unsupportedMediaType']
    rangeNotSatisfiable: Helpers<FastifyReply>['rangeNotSatisfiable']
    expectationFailed: Helpers<FastifyReply>['expectationFailed']
    misdirectedRequest: Helpers<FastifyReply>['misdirectedRequest']
    unprocessableEntity: Helpers<FastifyReply>['unprocessableEntity']
    unprocessableContent: Helpers<FastifyReply>['unprocessableContent']
    locked: Helpers<FastifyReply>['locked']
    failedDependency: Helpers<FastifyReply>['failedDependency']
    tooEarly: Helpers<FastifyReply>['tooEarly']
    upgradeRequired: Helpers<FastifyReply>['upgradeRequired']
    preconditionRequired: Helpers<FastifyReply>['preconditionRequired']
    tooManyRequests: Helpers<FastifyReply>['tooManyRequests']
    requestHeaderFieldsTooLarge: Helpers<FastifyReply>['requestHeaderFieldsTooLarge']
    unavailableForLegalReasons: Helpers<FastifyReply>['unavailableForLegalReasons']
    internalServerError: Helpers<FastifyReply>['internalServerError']
    notImplemented: Helpers<FastifyReply>['notImplemented']
    badGateway: Helpers<FastifyReply>['badGateway']
    serviceUnavailable: Helpers<FastifyReply>['serviceUnavailable']
    gatewayTimeout: Helpers<FastifyReply>['gatewayTimeout']
    httpVersionNotSupported: Helpers<FastifyReply>['httpVersionNotSupported']
    variantAlsoNegotiates: Helpers<FastifyReply>['variantAlsoNegotiates']
    insufficientStorage: Helpers<FastifyReply>['insufficientStorage']
    loopDetected: Helpers<FastifyReply>['loopDetected']
    fail: Helpers<FastifyReply>['fail']
    oauthError: Helpers<FastifyReply>['oauthError']
    oauthRedirect: Helpers<FastifyReply>['oauthRedirect']
    bearerError: Helpers<FastifyReply>['bearerError']
  }
}

const factories = Object.entries(errors) as [string, (...args: unknown[]) => Error][]

/** Names that this plugin gives to `reply`. */
export const helperNames: ReadonlySet<string> = new Set(factories.map(([name]) => name))

/**
 * Decorates `reply` with one helper per factory.
 *
 * @throws FST_ERR_REPLIES_NAME_TAKEN when a decorator of that name exists in the same context
 */
export function decorateReply (fastify: FastifyInstance): void {
  for (const [name, factory] of factories) {
    try {
      fastify.decorateReply(name as 'fail', buildHelper(name, factory))
    } catch (error) {
      throw FST_ERR_REPLIES_NAME_TAKEN(name, { cause: error })
    }
  }
}

function buildHelper (name: string, factory: (...args: unknown[]) => Error) {
  // Through reply.send, so that onError hooks and the error handler of a child context still see the error
  return {
    [name]: function (this: FastifyReply, ...args: unknown[]) {
      return this.send(factory(...args))
    }
  }[name] as Helpers<FastifyReply>['fail']
}
