// Problem types of draft-ietf-httpapi-digest-fields-problem-types for requests with the fields of RFC 9530: an
// Internet-Draft, so that addresses and members may still change
import { defineError } from '../error/define-error.js'
import { REGISTRY } from './registry.js'

const algorithm = { type: 'string', description: 'Key of the hashing algorithm, such as sha-256' } as const
const header = { type: 'string', description: 'Name of the header field' } as const

/**
 * 400: a hashing algorithm in the fields of the request is not supported. Draft: HTTP problem types for digest fields.
 *
 * Send the algorithms that are supported in `Want-Repr-Digest` or `Want-Content-Digest`:
 * `unsupportedAlgorithms(detail, { headers: { 'want-repr-digest': 'sha-512=10' } })`.
 */
export const unsupportedAlgorithms = defineError({
  code: 'UNSUPPORTED_ALGORITHMS',
  statusCode: 400,
  type: `${REGISTRY}digest-unsupported-algorithms`,
  title: 'Unsupported hashing algorithms',
  message: 'A hashing algorithm of the request is not supported.',
  detail: {
    type: 'object',
    required: ['unsupported-algorithms'],
    properties: {
      'unsupported-algorithms': {
        type: 'array',
        items: { type: 'object', required: ['algorithm', 'header'], properties: { algorithm, header } }
      }
    }
  }
})

/** 400: a digest of the request cannot be one of its algorithm. Draft: HTTP problem types for digest fields. */
export const invalidDigestValues = defineError({
  code: 'INVALID_DIGEST_VALUES',
  statusCode: 400,
  type: `${REGISTRY}digest-invalid-values`,
  title: 'Invalid digest values',
  message: 'A digest of the request is not valid for its algorithm.',
  detail: {
    type: 'object',
    required: ['invalid-digests'],
    properties: {
      'invalid-digests': {
        type: 'array',
        items: {
          type: 'object',
          required: ['algorithm', 'header', 'reason'],
          properties: { algorithm, header, reason: { type: 'string', description: 'Why the value is not valid, for a person' } }
        }
      }
    }
  }
})

/**
 * 400: a digest of the request is not that of its content. Draft: HTTP problem types for digest fields.
 *
 * The digest that the server has computed is not sent: it would help an attacker.
 */
export const mismatchingDigestValues = defineError({
  code: 'MISMATCHING_DIGEST_VALUES',
  statusCode: 400,
  type: `${REGISTRY}digest-mismatching-values`,
  title: 'Mismatching digest values',
  message: 'A digest of the request does not match its content.',
  detail: {
    type: 'object',
    required: ['mismatching-digests'],
    properties: {
      'mismatching-digests': {
        type: 'array',
        items: {
          type: 'object',
          required: ['algorithm', 'provided-digest', 'header'],
          properties: {
            algorithm,
            'provided-digest': { type: 'string', description: 'Digest of the request, between colons' },
            header
          }
        }
      }
    }
  }
})
