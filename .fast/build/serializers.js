import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import * as schemas from "../schemas/index.js";
const fastJson = createRequire(import.meta.url)("fast-json-stringify");
const bodies = [
  { name: "envelope", type: "Envelope", schema: schemas.envelopeSchema },
  { name: "problem", type: "Problem", schema: schemas.problemSchema },
  { name: "fields", type: "Fields", schema: schemas.fieldsSchema },
  { name: "description", type: "Description", schema: schemas.descriptionSchema },
  { name: "oauth2", type: "OAuth2Error", schema: schemas.oauth2Schema },
  { name: "fastify", type: "FastifyErrorBody", schema: schemas.fastifySchema }
];
function compileSerializers() {
  return new Map(bodies.map(({ name, type, schema }) => [`${name}.ts`, compileModule(name, type, schema)]));
}
function compileModule(name, type, schema) {
  const code = fastJson(keepOrder(schema), { mode: "standalone" }).replace(/(?<=arrayLength >= )8(?= && Number\.isInteger)/g, "128");
  const start = code.indexOf("module.exports = ");
  if (start === -1 || !code.includes("const validator = null")) {
    throw new Error(`the schema of '${name}' needs a validator at run time, remove its anyOf or if`);
  }
  return [
    "// Built from schemas/ by build/serializers.ts; to change it, edit the schema and run: npm run generate",
    "// @ts-nocheck the source is plain JavaScript as fast-json-stringify writes it",
    "/* eslint-disable */",
    "/* c8 ignore start */",
    "import Serializer from 'fast-json-stringify/lib/serializer.js'",
    `import type { ${type} } from '../../../schemas/${name}.js'`,
    "",
    "const serializer = Serializer.restoreFromState({ mode: 'standalone' })",
    "const validator = null",
    "",
    `const serialize${type}: (body: ${type}) => string = ` + code.slice(start + "module.exports = ".length).trim(),
    "",
    `export default serialize${type}`,
    "/* c8 ignore stop */",
    ""
  ].join("\n");
}
function keepOrder(schema) {
  const names = Object.keys(schema.properties ?? {});
  const required = schema.required ?? [];
  return required.every((name, index) => names[index] === name) ? schema : { ...schema, required: [] };
}
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [file, text] of compileSerializers()) {
    await writeFile(new URL(`../../lib/formats/generated/${file}`, import.meta.url), text);
    console.log(`lib/formats/generated/${file}`);
  }
}
export {
  compileSerializers
};
