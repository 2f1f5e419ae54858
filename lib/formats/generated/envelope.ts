// Built from schemas/ by build/serializers.ts; to change it, edit the schema and run: npm run generate
// @ts-nocheck the source is plain JavaScript as fast-json-stringify writes it
/* eslint-disable */
/* c8 ignore start */
import Serializer from 'fast-json-stringify/lib/serializer.js'
import type { Envelope } from '../../../schemas/envelope.js'

const serializer = Serializer.restoreFromState({ mode: 'standalone' })
const validator = null

const serializeEnvelope: (body: Envelope) => string = function anonymous(validator,serializer
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
    
  
    
    function anonymous1 (obj) {
      // "#/properties/type"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/properties/type' does not match schema definition.")
    }
    const arrayLength = obj.length
  
    json += JSON_STR_BEGIN_ARRAY
  
      if (arrayLength > 0) {
        const value = obj[0]
        json += "\"Error\""
        for (let i = 1; i < arrayLength; i++) {
          json += JSON_STR_COMMA
          const value = obj[i]
          json += "\"Error\""
        }
      }
      return json + JSON_STR_END_ARRAY
    }

      // "#/properties/error/properties/detail"
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
    

      // "#/properties/error"
      function anonymous2 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_code_4 = obj["code"]
      if (value_code_4 !== undefined) {
        json += "{\"code\":"
        
        if (typeof value_code_4 !== 'string') {
          if (value_code_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_code_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_code_4.toISOString() + JSON_STR_QUOTE
          } else if (value_code_4 instanceof RegExp) {
            json += asString(value_code_4.source)
          } else {
            json += asString(value_code_4.toString())
          }
        } else {
          json += asString(value_code_4)
        }
        
      } else {
        throw new Error('"code" is required!')
      }
      
      const value_message_5 = obj["message"]
      if (value_message_5 !== undefined) {
        json += ",\"message\":"
        
        if (typeof value_message_5 !== 'string') {
          if (value_message_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_message_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_message_5.toISOString() + JSON_STR_QUOTE
          } else if (value_message_5 instanceof RegExp) {
            json += asString(value_message_5.source)
          } else {
            json += asString(value_message_5.toString())
          }
        } else {
          json += asString(value_message_5)
        }
        
      } else {
        throw new Error('"message" is required!')
      }
      
      const value_detail_6 = obj["detail"]
      if (value_detail_6 !== undefined) {
        json += ",\"detail\":"
        json += anonymous3(value_detail_6)
      }

return json + JSON_STR_END_OBJECT

      }
    

      // "#/properties/debug"
      function anonymous4 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_9 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_9 ? JSON_STR_COMMA : ((addComma_9 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_9) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    

      // "#"
      function anonymous0 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_type_1 = obj["type"]
      if (value_type_1 !== undefined) {
        json += "{\"type\":"
        json += anonymous1(value_type_1)
      } else {
        throw new Error('"type" is required!')
      }
      
      const value_error_2 = obj["error"]
      if (value_error_2 !== undefined) {
        json += ",\"error\":"
        json += anonymous2(value_error_2)
      } else {
        throw new Error('"error" is required!')
      }
      
      const value_debug_8 = obj["debug"]
      if (value_debug_8 !== undefined) {
        json += ",\"debug\":"
        json += anonymous4(value_debug_8)
      } else {
        throw new Error('"debug" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
}(validator, serializer)

export default serializeEnvelope
/* c8 ignore stop */
