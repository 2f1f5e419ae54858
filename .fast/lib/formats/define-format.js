import { compileSchema } from "../util/compile-schema.js";
import { FST_ERR_REPLIES_INVALID_FORMAT } from "../util/boot-errors.js";
import { isMediaRange } from "../http/header-values.js";
const NAME = /^[A-Za-z][\w-]*$/;
function defineFormat(definition) {
  const { name, contentType, validationStatusCode = 400, schema, body, serialize } = definition;
  if (typeof name !== "string" || !NAME.test(name)) throw FST_ERR_REPLIES_INVALID_FORMAT(String(name), "its name should be letters, digits and dashes");
  if (!isMediaRange(contentType)) throw FST_ERR_REPLIES_INVALID_FORMAT(name, "its contentType should be a media type");
  if (typeof body !== "function") throw FST_ERR_REPLIES_INVALID_FORMAT(name, "its body should be a function");
  if (schema === void 0 === (serialize === void 0)) throw FST_ERR_REPLIES_INVALID_FORMAT(name, "it should have either a schema or a serialize function");
  let compiled;
  return Object.freeze({
    name,
    compile() {
      compiled ??= {
        name,
        contentType,
        validationStatusCode,
        needsRequest: true,
        schema,
        body,
        serialize: checkText(serialize ?? compile(name, schema))
      };
      return compiled;
    }
  });
}
function compile(name, schema) {
  try {
    return compileSchema(schema);
  } catch (error) {
    throw FST_ERR_REPLIES_INVALID_FORMAT(name, `its schema does not compile: ${error.message}`, { cause: error });
  }
}
function checkText(serialize) {
  return (body) => {
    const text = serialize(body);
    if (typeof text !== "string" || text === "") throw new TypeError("serialize should return a text");
    return text;
  };
}
export {
  defineFormat
};
