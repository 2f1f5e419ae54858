import Serializer from "fast-json-stringify/lib/serializer.js";
const serializer = Serializer.restoreFromState({ mode: "standalone" });
const validator = null;
const serializeFastifyErrorBody = (function anonymous(validator2, serializer2) {
  const {
    asString,
    asNumber,
    asBoolean,
    asDateTime,
    asDate,
    asTime,
    asUnsafeString,
    asPlainStringArray
  } = serializer2;
  const asInteger = serializer2.asInteger.bind(serializer2);
  const JSON_STR_BEGIN_OBJECT = "{";
  const JSON_STR_END_OBJECT = "}";
  const JSON_STR_BEGIN_ARRAY = "[";
  const JSON_STR_END_ARRAY = "]";
  const JSON_STR_COMMA = ",";
  const JSON_STR_COLONS = ":";
  const JSON_STR_QUOTE = '"';
  const JSON_STR_EMPTY_OBJECT = JSON_STR_BEGIN_OBJECT + JSON_STR_END_OBJECT;
  const JSON_STR_EMPTY_ARRAY = JSON_STR_BEGIN_ARRAY + JSON_STR_END_ARRAY;
  const JSON_STR_EMPTY_STRING = JSON_STR_QUOTE + JSON_STR_QUOTE;
  const JSON_STR_NULL = "null";
  function anonymous1(input) {
    const obj = input && typeof input.toJSON === "function" ? input.toJSON() : input;
    if (obj === null) return JSON_STR_EMPTY_OBJECT;
    let json = "";
    let addComma_8 = false;
    for (const key of Object.keys(obj)) {
      if (obj[key] === void 0 || typeof obj[key] === "function" || typeof obj[key] === "symbol") continue;
      const value = obj[key];
      json += addComma_8 ? JSON_STR_COMMA : (addComma_8 = true, JSON_STR_BEGIN_OBJECT);
      json += asString(key) + JSON_STR_COLONS + JSON.stringify(value);
    }
    if (!addComma_8) json += JSON_STR_BEGIN_OBJECT;
    return json + JSON_STR_END_OBJECT;
  }
  function anonymous0(input) {
    const obj = input && typeof input.toJSON === "function" ? input.toJSON() : input;
    if (obj === null) return JSON_STR_EMPTY_OBJECT;
    let json = "";
    let addComma_0 = false;
    const value_statusCode_1 = obj["statusCode"];
    if (value_statusCode_1 !== void 0) {
      json += addComma_0 ? ',"statusCode":' : (addComma_0 = true, '{"statusCode":');
      json += asInteger(value_statusCode_1);
    }
    const value_code_2 = obj["code"];
    if (value_code_2 !== void 0) {
      json += addComma_0 ? ',"code":' : (addComma_0 = true, '{"code":');
      if (typeof value_code_2 !== "string") {
        if (value_code_2 === null) {
          json += JSON_STR_EMPTY_STRING;
        } else if (value_code_2 instanceof Date) {
          json += JSON_STR_QUOTE + value_code_2.toISOString() + JSON_STR_QUOTE;
        } else if (value_code_2 instanceof RegExp) {
          json += asString(value_code_2.source);
        } else {
          json += asString(value_code_2.toString());
        }
      } else {
        json += asString(value_code_2);
      }
    }
    const value_error_3 = obj["error"];
    if (value_error_3 !== void 0) {
      json += addComma_0 ? ',"error":' : (addComma_0 = true, '{"error":');
      if (typeof value_error_3 !== "string") {
        if (value_error_3 === null) {
          json += JSON_STR_EMPTY_STRING;
        } else if (value_error_3 instanceof Date) {
          json += JSON_STR_QUOTE + value_error_3.toISOString() + JSON_STR_QUOTE;
        } else if (value_error_3 instanceof RegExp) {
          json += asString(value_error_3.source);
        } else {
          json += asString(value_error_3.toString());
        }
      } else {
        json += asString(value_error_3);
      }
    }
    const value_message_4 = obj["message"];
    if (value_message_4 !== void 0) {
      json += addComma_0 ? ',"message":' : (addComma_0 = true, '{"message":');
      if (typeof value_message_4 !== "string") {
        if (value_message_4 === null) {
          json += JSON_STR_EMPTY_STRING;
        } else if (value_message_4 instanceof Date) {
          json += JSON_STR_QUOTE + value_message_4.toISOString() + JSON_STR_QUOTE;
        } else if (value_message_4 instanceof RegExp) {
          json += asString(value_message_4.source);
        } else {
          json += asString(value_message_4.toString());
        }
      } else {
        json += asString(value_message_4);
      }
    }
    const value_requestId_5 = obj["requestId"];
    if (value_requestId_5 !== void 0) {
      json += addComma_0 ? ',"requestId":' : (addComma_0 = true, '{"requestId":');
      if (typeof value_requestId_5 !== "string") {
        if (value_requestId_5 === null) {
          json += JSON_STR_EMPTY_STRING;
        } else if (value_requestId_5 instanceof Date) {
          json += JSON_STR_QUOTE + value_requestId_5.toISOString() + JSON_STR_QUOTE;
        } else if (value_requestId_5 instanceof RegExp) {
          json += asString(value_requestId_5.source);
        } else {
          json += asString(value_requestId_5.toString());
        }
      } else {
        json += asString(value_requestId_5);
      }
    }
    const value_traceId_6 = obj["traceId"];
    if (value_traceId_6 !== void 0) {
      json += addComma_0 ? ',"traceId":' : (addComma_0 = true, '{"traceId":');
      if (typeof value_traceId_6 !== "string") {
        if (value_traceId_6 === null) {
          json += JSON_STR_EMPTY_STRING;
        } else if (value_traceId_6 instanceof Date) {
          json += JSON_STR_QUOTE + value_traceId_6.toISOString() + JSON_STR_QUOTE;
        } else if (value_traceId_6 instanceof RegExp) {
          json += asString(value_traceId_6.source);
        } else {
          json += asString(value_traceId_6.toString());
        }
      } else {
        json += asString(value_traceId_6);
      }
    }
    const value_debug_7 = obj["debug"];
    if (value_debug_7 !== void 0) {
      json += addComma_0 ? ',"debug":' : (addComma_0 = true, '{"debug":');
      json += anonymous1(value_debug_7);
    }
    if (!addComma_0) json += JSON_STR_BEGIN_OBJECT;
    return json + JSON_STR_END_OBJECT;
  }
  const main = anonymous0;
  return main;
})(validator, serializer);
var fastify_default = serializeFastifyErrorBody;
export {
  fastify_default as default
};
