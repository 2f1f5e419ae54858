import { createRequire } from "node:module";
const require2 = createRequire(import.meta.url);
function compileSchema(schema) {
  const fastJson = require2("fast-json-stringify");
  return fastJson(schema, {});
}
export {
  compileSchema
};
