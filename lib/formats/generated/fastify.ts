// Built from schemas/ by build/serializers.ts; to change it, edit the schema and run: npm run generate
// @ts-nocheck the source is plain JavaScript as fast-json-stringify writes it
/* eslint-disable */
/* c8 ignore start */
import Serializer from 'fast-json-stringify/lib/serializer.js'
import type { FastifyErrorBody } from '../../../schemas/fastify.js'

const serializer = Serializer.restoreFromState({ mode: 'standalone' })
const validator = null

const serializeFastifyErrorBody: (body: FastifyErrorBody) => string = function anonymous(validator,serializer
) {

    
const {
  asString,
  asNumber,
  asBoolean,
  asDateTime,
  asDate,
  asTime,
  asUnsafeString
} = serializer

const asInteger = serializer.asInteger.bind(serializer)


    const JSON_STR_BEGIN_OBJECT = '{'
    const JSON_STR_END_OBJECT = '}'
    const JSON_STR_BEGIN_ARRAY = '['
    const JSON_STR_END_ARRAY = ']'
    const JSON_STR_COMMA = ','
    const JSON_STR_COLONS = ':'
    const JSON_STR_QUOTE = '"'
    const JSON_STR_EMPTY_OBJECT = JSON_STR_BEGIN_OBJECT + JSON_STR_END_OBJECT
    const JSON_STR_EMPTY_ARRAY = JSON_STR_BEGIN_ARRAY + JSON_STR_END_ARRAY
    const JSON_STR_EMPTY_STRING = JSON_STR_QUOTE + JSON_STR_QUOTE
    const JSON_STR_NULL = 'null'
    
  
    
      // "#/properties/debug"
      function anonymous1 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_8 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_8 ? JSON_STR_COMMA : ((addComma_8 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_8) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    

      // "#"
      function anonymous0 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_0 = false

          const value_statusCode_1 = obj["statusCode"]
          if (value_statusCode_1 !== undefined) {
            json += addComma_0 ? ",\"statusCode\":" : ((addComma_0 = true), "{\"statusCode\":")
            json += asInteger(value_statusCode_1)
          }

          const value_code_2 = obj["code"]
          if (value_code_2 !== undefined) {
            json += addComma_0 ? ",\"code\":" : ((addComma_0 = true), "{\"code\":")
            
        if (typeof value_code_2 !== 'string') {
          if (value_code_2 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_code_2 instanceof Date) {
            json += JSON_STR_QUOTE + value_code_2.toISOString() + JSON_STR_QUOTE
          } else if (value_code_2 instanceof RegExp) {
            json += asString(value_code_2.source)
          } else {
            json += asString(value_code_2.toString())
          }
        } else {
          json += asString(value_code_2)
        }
        
          }

          const value_error_3 = obj["error"]
          if (value_error_3 !== undefined) {
            json += addComma_0 ? ",\"error\":" : ((addComma_0 = true), "{\"error\":")
            
        if (typeof value_error_3 !== 'string') {
          if (value_error_3 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_error_3 instanceof Date) {
            json += JSON_STR_QUOTE + value_error_3.toISOString() + JSON_STR_QUOTE
          } else if (value_error_3 instanceof RegExp) {
            json += asString(value_error_3.source)
          } else {
            json += asString(value_error_3.toString())
          }
        } else {
          json += asString(value_error_3)
        }
        
          }

          const value_message_4 = obj["message"]
          if (value_message_4 !== undefined) {
            json += addComma_0 ? ",\"message\":" : ((addComma_0 = true), "{\"message\":")
            
        if (typeof value_message_4 !== 'string') {
          if (value_message_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_message_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_message_4.toISOString() + JSON_STR_QUOTE
          } else if (value_message_4 instanceof RegExp) {
            json += asString(value_message_4.source)
          } else {
            json += asString(value_message_4.toString())
          }
        } else {
          json += asString(value_message_4)
        }
        
          }

          const value_requestId_5 = obj["requestId"]
          if (value_requestId_5 !== undefined) {
            json += addComma_0 ? ",\"requestId\":" : ((addComma_0 = true), "{\"requestId\":")
            
        if (typeof value_requestId_5 !== 'string') {
          if (value_requestId_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_requestId_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_requestId_5.toISOString() + JSON_STR_QUOTE
          } else if (value_requestId_5 instanceof RegExp) {
            json += asString(value_requestId_5.source)
          } else {
            json += asString(value_requestId_5.toString())
          }
        } else {
          json += asString(value_requestId_5)
        }
        
          }

          const value_traceId_6 = obj["traceId"]
          if (value_traceId_6 !== undefined) {
            json += addComma_0 ? ",\"traceId\":" : ((addComma_0 = true), "{\"traceId\":")
            
        if (typeof value_traceId_6 !== 'string') {
          if (value_traceId_6 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_traceId_6 instanceof Date) {
            json += JSON_STR_QUOTE + value_traceId_6.toISOString() + JSON_STR_QUOTE
          } else if (value_traceId_6 instanceof RegExp) {
            json += asString(value_traceId_6.source)
          } else {
            json += asString(value_traceId_6.toString())
          }
        } else {
          json += asString(value_traceId_6)
        }
        
          }

          const value_debug_7 = obj["debug"]
          if (value_debug_7 !== undefined) {
            json += addComma_0 ? ",\"debug\":" : ((addComma_0 = true), "{\"debug\":")
            json += anonymous1(value_debug_7)
          }

    for (const key of Object.keys(obj)) {
      if (
        key === "statusCode" || key === "code" || key === "error" || key === "message" || key === "requestId" || key === "traceId" || key === "debug" ||
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_0 ? JSON_STR_COMMA : ((addComma_0 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_0) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
}(validator, serializer)

export default serializeFastifyErrorBody
/* c8 ignore stop */
