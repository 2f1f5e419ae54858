// Built from schemas/ by build/serializers.ts; to change it, edit the schema and run: npm run generate
// @ts-nocheck the source is plain JavaScript as fast-json-stringify writes it
/* eslint-disable */
/* c8 ignore start */
import Serializer from 'fast-json-stringify/lib/serializer.js'
import type { Description } from '../../../schemas/description.js'

const serializer = Serializer.restoreFromState({ mode: 'standalone' })
const validator = null

const serializeDescription: (body: Description) => string = function anonymous(validator,serializer
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

        let addComma_6 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_6 ? JSON_STR_COMMA : ((addComma_6 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_6) json += JSON_STR_BEGIN_OBJECT

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
      
      const value_description_2 = obj["description"]
      if (value_description_2 !== undefined) {
        json += ",\"description\":"
        
        if (typeof value_description_2 !== 'string') {
          if (value_description_2 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_description_2 instanceof Date) {
            json += JSON_STR_QUOTE + value_description_2.toISOString() + JSON_STR_QUOTE
          } else if (value_description_2 instanceof RegExp) {
            json += asString(value_description_2.source)
          } else {
            json += asString(value_description_2.toString())
          }
        } else {
          json += asString(value_description_2)
        }
        
      } else {
        throw new Error('"description" is required!')
      }
      
      const value_requestId_3 = obj["requestId"]
      if (value_requestId_3 !== undefined) {
        json += ",\"requestId\":"
        
        if (typeof value_requestId_3 !== 'string') {
          if (value_requestId_3 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_requestId_3 instanceof Date) {
            json += JSON_STR_QUOTE + value_requestId_3.toISOString() + JSON_STR_QUOTE
          } else if (value_requestId_3 instanceof RegExp) {
            json += asString(value_requestId_3.source)
          } else {
            json += asString(value_requestId_3.toString())
          }
        } else {
          json += asString(value_requestId_3)
        }
        
      }

      const value_traceId_4 = obj["traceId"]
      if (value_traceId_4 !== undefined) {
        json += ",\"traceId\":"
        
        if (typeof value_traceId_4 !== 'string') {
          if (value_traceId_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_traceId_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_traceId_4.toISOString() + JSON_STR_QUOTE
          } else if (value_traceId_4 instanceof RegExp) {
            json += asString(value_traceId_4.source)
          } else {
            json += asString(value_traceId_4.toString())
          }
        } else {
          json += asString(value_traceId_4)
        }
        
      }

      const value_debug_5 = obj["debug"]
      if (value_debug_5 !== undefined) {
        json += ",\"debug\":"
        json += anonymous1(value_debug_5)
      }

return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
}(validator, serializer)

export default serializeDescription
/* c8 ignore stop */
