import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { multiRequestSchema, multiResponseSchema } from "../schemas/multi.js";
const require2 = createRequire(import.meta.url);
const { Ajv } = require2("ajv");
const standaloneCode = require2("ajv/dist/standalone").default;
function compileMulti() {
  const ajv = new Ajv({ strict: false, messages: true, code: { source: true, esm: true } });
  const code = standaloneCode(ajv, ajv.compile(multiRequestSchema));
  if (code.includes("require(")) throw new Error("the validator of the batch body needs a module at run time");
  return [
    "// Built from schemas/multi.ts by build/multi.ts; to change it, edit the schema and run: npm run generate",
    "// @ts-nocheck the validator is plain JavaScript as Ajv writes it",
    "/* eslint-disable */",
    "/* c8 ignore start */",
    `export const requestSchema: any = ${JSON.stringify(multiRequestSchema)}`,
    `export const responseSchema: any = ${JSON.stringify(multiResponseSchema)}`,
    code.replace('"use strict";', "").replace(/export const validate = (\w+);export default \w+;/, "export const validateRequest: any = $1;"),
    "/* c8 ignore stop */",
    ""
  ].join("\n");
}
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeFile(new URL("../../lib/multi/generated.ts", import.meta.url), compileMulti());
  console.log("lib/multi/generated.ts");
}
export {
  compileMulti
};
