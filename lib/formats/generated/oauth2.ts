// Built from schemas/ by build/serializers.ts; to change it, edit the schema and run: npm run generate
// @ts-nocheck the source is plain JavaScript as fast-json-stringify writes it
/* eslint-disable */
/* c8 ignore start */
import Serializer from 'fast-json-stringify/lib/serializer.js'
import type { OAuth2Error } from '../../../schemas/oauth2.js'

const serializer = Serializer.restoreFromState({ mode: 'standalone' })
const validator = null

const serializeOAuth2Error: (body: OAuth2Error) => string = function anonymous(validator,serializer
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

        
      const value_error_1 = obj["error"]
      if (value_error_1 !== undefined) {
        json += "{\"error\":"
        
        if (typeof value_error_1 !== 'string') {
          if (value_error_1 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_error_1 instanceof Date) {
            json += JSON_STR_QUOTE + value_error_1.toISOString() + JSON_STR_QUOTE
          } else if (value_error_1 instanceof RegExp) {
            json += asString(value_error_1.source)
          } else {
            json += asString(value_error_1.toString())
          }
        } else {
          json += asString(value_error_1)
        }
        
      } else {
        throw new Error('"error" is required!')
      }
      
      const value_error_description_2 = obj["error_description"]
      if (value_error_description_2 !== undefined) {
        json += ",\"error_description\":"
        
        if (typeof value_error_description_2 !== 'string') {
          if (value_error_description_2 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_error_description_2 instanceof Date) {
            json += JSON_STR_QUOTE + value_error_description_2.toISOString() + JSON_STR_QUOTE
          } else if (value_error_description_2 instanceof RegExp) {
            json += asString(value_error_description_2.source)
          } else {
            json += asString(value_error_description_2.toString())
          }
        } else {
          json += asString(value_error_description_2)
        }
        
      }

      const value_error_uri_3 = obj["error_uri"]
      if (value_error_uri_3 !== undefined) {
        json += ",\"error_uri\":"
        
        if (typeof value_error_uri_3 !== 'string') {
          if (value_error_uri_3 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_error_uri_3 instanceof Date) {
            json += JSON_STR_QUOTE + value_error_uri_3.toISOString() + JSON_STR_QUOTE
          } else if (value_error_uri_3 instanceof RegExp) {
            json += asString(value_error_uri_3.source)
          } else {
            json += asString(value_error_uri_3.toString())
          }
        } else {
          json += asString(value_error_uri_3)
        }
        
      }

      const value_request_id_4 = obj["request_id"]
      if (value_request_id_4 !== undefined) {
        json += ",\"request_id\":"
        
        if (typeof value_request_id_4 !== 'string') {
          if (value_request_id_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_request_id_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_request_id_4.toISOString() + JSON_STR_QUOTE
          } else if (value_request_id_4 instanceof RegExp) {
            json += asString(value_request_id_4.source)
          } else {
            json += asString(value_request_id_4.toString())
          }
        } else {
          json += asString(value_request_id_4)
        }
        
      }

      const value_trace_id_5 = obj["trace_id"]
      if (value_trace_id_5 !== undefined) {
        json += ",\"trace_id\":"
        
        if (typeof value_trace_id_5 !== 'string') {
          if (value_trace_id_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_trace_id_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_trace_id_5.toISOString() + JSON_STR_QUOTE
          } else if (value_trace_id_5 instanceof RegExp) {
            json += asString(value_trace_id_5.source)
          } else {
            json += asString(value_trace_id_5.toString())
          }
        } else {
          json += asString(value_trace_id_5)
        }
        
      }

      const value_debug_6 = obj["debug"]
      if (value_debug_6 !== undefined) {
        json += ",\"debug\":"
        json += anonymous1(value_debug_6)
      }

return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
}(validator, serializer)

export default serializeOAuth2Error
/* c8 ignore stop */
