// Built from schemas/ by build/serializers.ts; to change it, edit the schema and run: npm run generate
// @ts-nocheck the source is plain JavaScript as fast-json-stringify writes it
/* eslint-disable */
/* c8 ignore start */
import Serializer from 'fast-json-stringify/lib/serializer.js'
import type { Problem } from '../../../schemas/problem.js'

const serializer = Serializer.restoreFromState({ mode: 'standalone' })
const validator = null

const serializeProblem: (body: Problem) => string = function anonymous(validator,serializer
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
    
  
    
      // "#/properties/errors/items"
      function anonymous2 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        
      const value_title_9 = obj["title"]
      if (value_title_9 !== undefined) {
        json += "{\"title\":"
        
        if (typeof value_title_9 !== 'string') {
          if (value_title_9 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_title_9 instanceof Date) {
            json += JSON_STR_QUOTE + value_title_9.toISOString() + JSON_STR_QUOTE
          } else if (value_title_9 instanceof RegExp) {
            json += asString(value_title_9.source)
          } else {
            json += asString(value_title_9.toString())
          }
        } else {
          json += asString(value_title_9)
        }
        
      } else {
        throw new Error('"title" is required!')
      }
      
      const value_detail_10 = obj["detail"]
      if (value_detail_10 !== undefined) {
        json += ",\"detail\":"
        
        if (typeof value_detail_10 !== 'string') {
          if (value_detail_10 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_detail_10 instanceof Date) {
            json += JSON_STR_QUOTE + value_detail_10.toISOString() + JSON_STR_QUOTE
          } else if (value_detail_10 instanceof RegExp) {
            json += asString(value_detail_10.source)
          } else {
            json += asString(value_detail_10.toString())
          }
        } else {
          json += asString(value_detail_10)
        }
        
      } else {
        throw new Error('"detail" is required!')
      }
      
      const value_pointer_11 = obj["pointer"]
      if (value_pointer_11 !== undefined) {
        json += ",\"pointer\":"
        
        if (typeof value_pointer_11 !== 'string') {
          if (value_pointer_11 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_pointer_11 instanceof Date) {
            json += JSON_STR_QUOTE + value_pointer_11.toISOString() + JSON_STR_QUOTE
          } else if (value_pointer_11 instanceof RegExp) {
            json += asString(value_pointer_11.source)
          } else {
            json += asString(value_pointer_11.toString())
          }
        } else {
          json += asString(value_pointer_11)
        }
        
      }

      const value_parameter_12 = obj["parameter"]
      if (value_parameter_12 !== undefined) {
        json += ",\"parameter\":"
        
        if (typeof value_parameter_12 !== 'string') {
          if (value_parameter_12 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_parameter_12 instanceof Date) {
            json += JSON_STR_QUOTE + value_parameter_12.toISOString() + JSON_STR_QUOTE
          } else if (value_parameter_12 instanceof RegExp) {
            json += asString(value_parameter_12.source)
          } else {
            json += asString(value_parameter_12.toString())
          }
        } else {
          json += asString(value_parameter_12)
        }
        
      }

      const value_header_13 = obj["header"]
      if (value_header_13 !== undefined) {
        json += ",\"header\":"
        
        if (typeof value_header_13 !== 'string') {
          if (value_header_13 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_header_13 instanceof Date) {
            json += JSON_STR_QUOTE + value_header_13.toISOString() + JSON_STR_QUOTE
          } else if (value_header_13 instanceof RegExp) {
            json += asString(value_header_13.source)
          } else {
            json += asString(value_header_13.toString())
          }
        } else {
          json += asString(value_header_13)
        }
        
      }

return json + JSON_STR_END_OBJECT

      }
    

    function anonymous1 (obj) {
      // "#/properties/errors"
      let json = ''
  
    if (obj === null) return JSON_STR_EMPTY_ARRAY
    if (!Array.isArray(obj)) {
      throw new TypeError("The value of '#/properties/errors' does not match schema definition.")
    }
    const arrayLength = obj.length
  
    json += JSON_STR_BEGIN_ARRAY
  
      if (arrayLength > 0) {
        const value = obj[0]
        json += anonymous2(value)
        for (let i = 1; i < arrayLength; i++) {
          json += JSON_STR_COMMA
          const value = obj[i]
          json += anonymous2(value)
        }
      }
      return json + JSON_STR_END_ARRAY
    }

      // "#/properties/debug"
      function anonymous3 (input) {
        const obj = (input && typeof input.toJSON === 'function')
    ? input.toJSON()
    : input
  
        if (obj === null) return JSON_STR_EMPTY_OBJECT
        let json = ''

        let addComma_17 = false

    for (const key of Object.keys(obj)) {
      if (
        
        obj[key] === undefined ||
        typeof obj[key] === 'function' ||
        typeof obj[key] === 'symbol'
      ) continue
      const value = obj[key]
  
        json += addComma_17 ? JSON_STR_COMMA : ((addComma_17 = true), JSON_STR_BEGIN_OBJECT)
        json += asString(key) + JSON_STR_COLONS + JSON.stringify(value)
      
    }
  if (!addComma_17) json += JSON_STR_BEGIN_OBJECT

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

          const value_type_1 = obj["type"]
          if (value_type_1 !== undefined) {
            json += addComma_0 ? ",\"type\":" : ((addComma_0 = true), "{\"type\":")
            
        if (typeof value_type_1 !== 'string') {
          if (value_type_1 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_type_1 instanceof Date) {
            json += JSON_STR_QUOTE + value_type_1.toISOString() + JSON_STR_QUOTE
          } else if (value_type_1 instanceof RegExp) {
            json += asString(value_type_1.source)
          } else {
            json += asString(value_type_1.toString())
          }
        } else {
          json += asString(value_type_1)
        }
        
          }

          const value_title_2 = obj["title"]
          if (value_title_2 !== undefined) {
            json += addComma_0 ? ",\"title\":" : ((addComma_0 = true), "{\"title\":")
            
        if (typeof value_title_2 !== 'string') {
          if (value_title_2 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_title_2 instanceof Date) {
            json += JSON_STR_QUOTE + value_title_2.toISOString() + JSON_STR_QUOTE
          } else if (value_title_2 instanceof RegExp) {
            json += asString(value_title_2.source)
          } else {
            json += asString(value_title_2.toString())
          }
        } else {
          json += asString(value_title_2)
        }
        
          }

          const value_status_3 = obj["status"]
          if (value_status_3 !== undefined) {
            json += addComma_0 ? ",\"status\":" : ((addComma_0 = true), "{\"status\":")
            json += asInteger(value_status_3)
          }

          const value_detail_4 = obj["detail"]
          if (value_detail_4 !== undefined) {
            json += addComma_0 ? ",\"detail\":" : ((addComma_0 = true), "{\"detail\":")
            
        if (typeof value_detail_4 !== 'string') {
          if (value_detail_4 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_detail_4 instanceof Date) {
            json += JSON_STR_QUOTE + value_detail_4.toISOString() + JSON_STR_QUOTE
          } else if (value_detail_4 instanceof RegExp) {
            json += asString(value_detail_4.source)
          } else {
            json += asString(value_detail_4.toString())
          }
        } else {
          json += asString(value_detail_4)
        }
        
          }

          const value_instance_5 = obj["instance"]
          if (value_instance_5 !== undefined) {
            json += addComma_0 ? ",\"instance\":" : ((addComma_0 = true), "{\"instance\":")
            
        if (typeof value_instance_5 !== 'string') {
          if (value_instance_5 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_instance_5 instanceof Date) {
            json += JSON_STR_QUOTE + value_instance_5.toISOString() + JSON_STR_QUOTE
          } else if (value_instance_5 instanceof RegExp) {
            json += asString(value_instance_5.source)
          } else {
            json += asString(value_instance_5.toString())
          }
        } else {
          json += asString(value_instance_5)
        }
        
          }

          const value_code_6 = obj["code"]
          if (value_code_6 !== undefined) {
            json += addComma_0 ? ",\"code\":" : ((addComma_0 = true), "{\"code\":")
            
        if (typeof value_code_6 !== 'string') {
          if (value_code_6 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_code_6 instanceof Date) {
            json += JSON_STR_QUOTE + value_code_6.toISOString() + JSON_STR_QUOTE
          } else if (value_code_6 instanceof RegExp) {
            json += asString(value_code_6.source)
          } else {
            json += asString(value_code_6.toString())
          }
        } else {
          json += asString(value_code_6)
        }
        
          }

          const value_errors_7 = obj["errors"]
          if (value_errors_7 !== undefined) {
            json += addComma_0 ? ",\"errors\":" : ((addComma_0 = true), "{\"errors\":")
            json += anonymous1(value_errors_7)
          }

          const value_requestId_14 = obj["requestId"]
          if (value_requestId_14 !== undefined) {
            json += addComma_0 ? ",\"requestId\":" : ((addComma_0 = true), "{\"requestId\":")
            
        if (typeof value_requestId_14 !== 'string') {
          if (value_requestId_14 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_requestId_14 instanceof Date) {
            json += JSON_STR_QUOTE + value_requestId_14.toISOString() + JSON_STR_QUOTE
          } else if (value_requestId_14 instanceof RegExp) {
            json += asString(value_requestId_14.source)
          } else {
            json += asString(value_requestId_14.toString())
          }
        } else {
          json += asString(value_requestId_14)
        }
        
          }

          const value_traceId_15 = obj["traceId"]
          if (value_traceId_15 !== undefined) {
            json += addComma_0 ? ",\"traceId\":" : ((addComma_0 = true), "{\"traceId\":")
            
        if (typeof value_traceId_15 !== 'string') {
          if (value_traceId_15 === null) {
            json += JSON_STR_EMPTY_STRING
          } else if (value_traceId_15 instanceof Date) {
            json += JSON_STR_QUOTE + value_traceId_15.toISOString() + JSON_STR_QUOTE
          } else if (value_traceId_15 instanceof RegExp) {
            json += asString(value_traceId_15.source)
          } else {
            json += asString(value_traceId_15.toString())
          }
        } else {
          json += asString(value_traceId_15)
        }
        
          }

          const value_debug_16 = obj["debug"]
          if (value_debug_16 !== undefined) {
            json += addComma_0 ? ",\"debug\":" : ((addComma_0 = true), "{\"debug\":")
            json += anonymous3(value_debug_16)
          }

    for (const key of Object.keys(obj)) {
      if (
        key === "type" || key === "title" || key === "status" || key === "detail" || key === "instance" || key === "code" || key === "errors" || key === "requestId" || key === "traceId" || key === "debug" ||
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

export default serializeProblem
/* c8 ignore stop */
