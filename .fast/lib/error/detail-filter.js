import { compileSchema } from "../util/compile-schema.js";
import { FST_ERR_REPLIES_INVALID_ERROR } from "../util/boot-errors.js";
import { toJsonMembers } from "../util/json-values.js";
import { FST_REPLIES_WRN_UNREGISTERED } from "../util/boot-warnings.js";
const MAX_DETAIL = 32768;
function buildDetailFilter(code, schema) {
  let serialize;
  function compile() {
    try {
      serialize ??= compileSchema(schema);
      return serialize;
    } catch (error) {
      throw FST_ERR_REPLIES_INVALID_ERROR(code, `its detail does not compile: ${error.message}`, { cause: error });
    }
  }
  function compileLate() {
    FST_REPLIES_WRN_UNREGISTERED(code);
    try {
      return compile();
    } catch (error) {
      serialize = () => {
        throw error;
      };
      return serialize;
    }
  }
  return {
    compile,
    filter(detail) {
      const text = (serialize ?? compileLate())(detail);
      if (text.length > MAX_DETAIL) throw new TypeError("detail is too long");
      const members = JSON.parse(text);
      if (typeof members !== "object" || members === null || Array.isArray(members)) throw new TypeError("detail is no object");
      return text.includes('"__proto__"') || text.includes('"toJSON"') ? toJsonMembers(members) : members;
    }
  };
}
export {
  buildDetailFilter
};
