// Built from schemas/ by build/serializers.ts; to change it, edit the schema and run: npm run generate
// @ts-nocheck the source is plain JavaScript as fast-json-stringify writes it
/* eslint-disable */
/* c8 ignore start */
import Serializer from 'fast-json-stringify/lib/serializer.js'
import type { JsonRpcError } from '../../../schemas/json-rpc.js'

const serializer = Serializer.restoreFromState({ mode: 'standalone' })
const validator = null

const serializeJsonRpcError: (body: JsonRpcError) => string = function anonymous(validator,serializer
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
    
  
    
      // "#/properties/error/properties/data/properties/detail"
      function anonymous3 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_11 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_11 ? JSON_STR_COMMA : ((addComma_11 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_11) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    

      // "#/properties/error/properties/data/properties/issues/items"
      function anonymous5 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_path_14 = obj["path"]
      if (value_path_14 !== undefined) {
        json += "{\"path\":"
        
        if (typeof value_path_14 !== 'string') {
          if (value_path_14 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_path_14 instanceof Date) {
            json += JSON_STR_QUOTE + value_path_14.toISOString() + JSON_STR_QUOTE
          } else if (value_path_14 instanceof RegExp) {
            json += asString(value_path_14.source)
          } else {
            json += asString(value_path_14.toString())
          }
        } else {
          json += asString(value_path_14)
        }
        
      } else {
        throw new Error('"path" is required!')
      }
      
      const value_in_15 = obj["in"]
      if (value_in_15 !== undefined) {
        json += ",\"in\":"
        
        if (typeof value_in_15 !== 'string') {
          if (value_in_15 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_in_15 instanceof Date) {
            json += JSON_STR_QUOTE + value_in_15.toISOString() + JSON_STR_QUOTE
          } else if (value_in_15 instanceof RegExp) {
            json += asString(value_in_15.source)
          } else {
            json += asString(value_in_15.toString())
          }
        } else {
          json += asString(value_in_15)
        }
        
      } else {
        throw new Error('"in" is required!')
      }
      
      const value_kind_16 = obj["kind"]
      if (value_kind_16 !== undefined) {
        json += ",\"kind\":"
        
        if (typeof value_kind_16 !== 'string') {
          if (value_kind_16 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_kind_16 instanceof Date) {
            json += JSON_STR_QUOTE + value_kind_16.toISOString() + JSON_STR_QUOTE
          } else if (value_kind_16 instanceof RegExp) {
            json += asString(value_kind_16.source)
          } else {
            json += asString(value_kind_16.toString())
          }
        } else {
          json += asString(value_kind_16)
        }
        
      } else {
        throw new Error('"kind" is required!')
      }
      
      const value_message_17 = obj["message"]
      if (value_message_17 !== undefined) {
        json += ",\"message\":"
        
        if (typeof value_message_17 !== 'string') {
          if (value_message_17 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_message_17 instanceof Date) {
            json += JSON_STR_QUOTE + value_message_17.toISOString() + JSON_STR_QUOTE
          } else if (value_message_17 instanceof RegExp) {
            json += asString(value_message_17.source)
          } else {
            json += asString(value_message_17.toString())
          }
        } else {
          json += asString(value_message_17)
        }
        
      } else {
        throw new Error('"message" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

    function anonymous4 (obj) {
      // "#/properties/error/properties/data/properties/issues"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/properties/error/properties/data/properties/issues' does not match schema definition.")
    }
    const arrayLength = obj.length
  
    json += JSON_STR_BEGIN_ARRAY
  
      if (arrayLength > 0) {
        const value = obj[0]
        json += anonymous5(value)
        for (let i = 1; i < arrayLength; i++) {
          json += JSON_STR_COMMA
          const value = obj[i]
          json += anonymous5(value)
        }
      }
      return json + JSON_STR_END_ARRAY
    }

      // "#/properties/error/properties/data/properties/debug"
      function anonymous6 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_21 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_21 ? JSON_STR_COMMA : ((addComma_21 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_21) json += JSON_STR_BEGIN_OBJECT

return json + JSON_STR_END_OBJECT

      }
    

      // "#/properties/error/properties/data"
      function anonymous2 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_statusCode_8 = obj["statusCode"]
      if (value_statusCode_8 !== undefined) {
        json += "{\"statusCode\":"
        json += asInteger(value_statusCode_8)
      } else {
        throw new Error('"statusCode" is required!')
      }
      
      const value_code_9 = obj["code"]
      if (value_code_9 !== undefined) {
        json += ",\"code\":"
        
        if (typeof value_code_9 !== 'string') {
          if (value_code_9 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_code_9 instanceof Date) {
            json += JSON_STR_QUOTE + value_code_9.toISOString() + JSON_STR_QUOTE
          } else if (value_code_9 instanceof RegExp) {
            json += asString(value_code_9.source)
          } else {
            json += asString(value_code_9.toString())
          }
        } else {
          json += asString(value_code_9)
        }
        
      } else {
        throw new Error('"code" is required!')
      }
      
      const value_detail_10 = obj["detail"]
      if (value_detail_10 !== undefined) {
        json += ",\"detail\":"
        json += anonymous3(value_detail_10)
      }

      const value_issues_12 = obj["issues"]
      if (value_issues_12 !== undefined) {
        json += ",\"issues\":"
        json += anonymous4(value_issues_12)
      }

      const value_requestId_18 = obj["requestId"]
      if (value_requestId_18 !== undefined) {
        json += ",\"requestId\":"
        
        if (typeof value_requestId_18 !== 'string') {
          if (value_requestId_18 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_requestId_18 instanceof Date) {
            json += JSON_STR_QUOTE + value_requestId_18.toISOString() + JSON_STR_QUOTE
          } else if (value_requestId_18 instanceof RegExp) {
            json += asString(value_requestId_18.source)
          } else {
            json += asString(value_requestId_18.toString())
          }
        } else {
          json += asString(value_requestId_18)
        }
        
      }

      const value_traceId_19 = obj["traceId"]
      if (value_traceId_19 !== undefined) {
        json += ",\"traceId\":"
        
        if (typeof value_traceId_19 !== 'string') {
          if (value_traceId_19 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_traceId_19 instanceof Date) {
            json += JSON_STR_QUOTE + value_traceId_19.toISOString() + JSON_STR_QUOTE
          } else if (value_traceId_19 instanceof RegExp) {
            json += asString(value_traceId_19.source)
          } else {
            json += asString(value_traceId_19.toString())
          }
        } else {
          json += asString(value_traceId_19)
        }
        
      }

      const value_debug_20 = obj["debug"]
      if (value_debug_20 !== undefined) {
        json += ",\"debug\":"
        json += anonymous6(value_debug_20)
      }

return json + JSON_STR_END_OBJECT

      }
    

      // "#/properties/error"
      function anonymous1 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_code_4 = obj["code"]
      if (value_code_4 !== undefined) {
        json += "{\"code\":"
        json += asInteger(value_code_4)
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
      
      const value_data_6 = obj["data"]
      if (value_data_6 !== undefined) {
        json += ",\"data\":"
        json += anonymous2(value_data_6)
      } else {
        throw new Error('"data" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    

      // "#"
      function anonymous0 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_jsonrpc_1 = obj["jsonrpc"]
      if (value_jsonrpc_1 !== undefined) {
        json += "{\"jsonrpc\":"
        json += "\"2.0\""
      } else {
        throw new Error('"jsonrpc" is required!')
      }
      
      const value_error_2 = obj["error"]
      if (value_error_2 !== undefined) {
        json += ",\"error\":"
        json += anonymous1(value_error_2)
      } else {
        throw new Error('"error" is required!')
      }
      
      const value_id_22 = obj["id"]
      if (value_id_22 !== undefined) {
        json += ",\"id\":"
        json += JSON_STR_NULL
      } else {
        throw new Error('"id" is required!')
      }
      
return json + JSON_STR_END_OBJECT

      }
    
    const main = anonymous0
    return main
    
}(validator, serializer)

export default serializeJsonRpcError
/* c8 ignore stop */
