// Built from schemas/ by build/serializers.ts; to change it, edit the schema and run: npm run generate
// @ts-nocheck the source is plain JavaScript as fast-json-stringify writes it
/* eslint-disable */
/* c8 ignore start */
import Serializer from 'fast-json-stringify/lib/serializer.js'
import type { Fields } from '../../../schemas/fields.js'

const serializer = Serializer.restoreFromState({ mode: 'standalone' })
const validator = null

const serializeFields: (body: Fields) => string = function anonymous(validator,serializer
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
    
  
    
    function anonymous2 (obj) {
      // "#/properties/errors/patternProperties/^(.*)$"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/properties/errors/patternProperties/^(.*)$' does not match schema definition.")
    }
    const arrayLength = obj.length
  
      json += JSON_STR_BEGIN_ARRAY
  
      if (arrayLength > 0) {
        const value = obj[0]
        
        if (typeof value !== 'string') {
          if (value === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value instanceof Date) {
            json += JSON_STR_QUOTE + value.toISOString() + JSON_STR_QUOTE
          } else if (value instanceof RegExp) {
            json += asString(value.source)
          } else {
            json += asString(value.toString())
          }
        } else {
          json += asString(value)
        }
        
        for (let i = 1; i < arrayLength; i++) {
          json += JSON_STR_COMMA
          const value = obj[i]
          
        if (typeof value !== 'string') {
          if (value === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value instanceof Date) {
            json += JSON_STR_QUOTE + value.toISOString() + JSON_STR_QUOTE
          } else if (value instanceof RegExp) {
            json += asString(value.source)
          } else {
            json += asString(value.toString())
          }
        } else {
          json += asString(value)
        }
        
        }
      }
      return json + JSON_STR_END_ARRAY
    }

      // "#/properties/errors"
      function anonymous1 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_3 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        if (/^(.*)$/.test(key)) {
          json += addComma_3 ? JSON_STR_COMMA : ((addComma_3 = true), JSON_STR_BEGIN_OBJECT)
          json += asString(key) + JSON_STR_COLONS
          json += anonymous2(value)
          continue
        }
      
    }
  if (!addComma_3) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    

      // "#/properties/debug"
      function anonymous3 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_7 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_7 ? JSON_STR_COMMA : ((addComma_7 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_7) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    

      // "#"
      function anonymous0 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_message_1 = obj["message"]
      if (value_message_1 !== undefined) {
        json += "{\"message\":"
        
        if (typeof value_message_1 !== 'string') {
          if (value_message_1 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_message_1 instanceof Date) {
            json += JSON_STR_QUOTE + value_message_1.toISOString() + JSON_STR_QUOTE
          } else if (value_message_1 instanceof RegExp) {
            json += asString(value_message_1.source)
          } else {
            json += asString(value_message_1.toString())
          }
        } else {
          json += asString(value_message_1)
        }
        
      } else {
        throw new Error('"message" is required!')
      }
      
      const value_errors_2 = obj["errors"]
      if (value_errors_2 !== undefined) {
        json += ",\"errors\":"
        json += anonymous1(value_errors_2)
      }

      const value_requestId_4 = obj["requestId"]
      if (value_requestId_4 !== undefined) {
        json += ",\"requestId\":"
        
        if (typeof value_requestId_4 !== 'string') {
          if (value_requestId_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_requestId_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_requestId_4.toISOString() + JSON_STR_QUOTE
          } else if (value_requestId_4 instanceof RegExp) {
            json += asString(value_requestId_4.source)
          } else {
            json += asString(value_requestId_4.toString())
          }
        } else {
          json += asString(value_requestId_4)
        }
        
      }

      const value_traceId_5 = obj["traceId"]
      if (value_traceId_5 !== undefined) {
        json += ",\"traceId\":"
        
        if (typeof value_traceId_5 !== 'string') {
          if (value_traceId_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_traceId_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_traceId_5.toISOString() + JSON_STR_QUOTE
          } else if (value_traceId_5 instanceof RegExp) {
            json += asString(value_traceId_5.source)
          } else {
            json += asString(value_traceId_5.toString())
          }
        } else {
          json += asString(value_traceId_5)
        }
        
      }

      const value_debug_6 = obj["debug"]
      if (value_debug_6 !== undefined) {
        json += ",\"debug\":"
        json += anonymous3(value_debug_6)
      }

return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
}(validator, serializer)

export default serializeFields
/* c8 ignore stop */
