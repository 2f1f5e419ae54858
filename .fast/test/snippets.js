import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import Fastify, {} from "fastify";
import * as index from "../lib/index.js";
import { traceRequests } from "./tracing.js";
const root = new URL("../", import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const names = Object.keys(index).filter((name) => name !== "default" && name !== "module.exports");
const prelude = `
  import Fastify from 'fastify'
  import { Type } from '@sinclair/typebox'
  import errorsPlugin, { ${names.join(", ")} } from 'fastify-error-replies'
`;
async function load(t, name, code) {
  const text = code.replace(/(?<=from ')fastify-error-replies([\w/]*)(?=')/g, (_name, path) => new URL(exports[`.${path}`].default.replace("./dist/", ""), root).href);
  return import(pathToFileURL(`${t.testdir({ [`${name}.mjs`]: text })}/${name}.mjs`).href);
}
async function buildServer(t, { text, line }) {
  if (/^await fastify\.listen\(/m.test(text)) {
    const { fastify: fastify2 } = await load(t, `line-${line}`, `${text.replace("port: 3000", "port: 0")}
export { fastify }
`);
    t.teardown(() => fastify2.close());
    t.not(fastify2.addresses().length, 0, "a complete file listens");
    return fastify2;
  }
  const [imports = ""] = /^(?:import .*\n)*/.exec(text) ?? [];
  const { default: define } = await load(t, `line-${line}`, `${prelude}${imports}export default async (fastify) => {
${text.slice(imports.length)}
}
`);
  const fastify = Fastify();
  if (imports.includes("@opentelemetry/api")) traceRequests(fastify);
  if (!/^(?:await fastify\.register\(errorsPlugin|fastify\.setErrorHandler)/m.test(text)) await fastify.register(index.default);
  await define(fastify);
  return fastify;
}
async function compareReply(t, fastify, { method, url, headers, payload, head, body }) {
  const response = await fastify.inject({ method, url, headers, ...payload === void 0 ? {} : { payload } });
  t.equal(response.body, body.includes("\n") ? JSON.stringify(JSON.parse(body)) : body, "body");
  const [status, ...fields] = head.filter((line) => line !== "\u2026");
  if (status !== void 0) t.equal(status, `HTTP/1.1 ${response.statusCode} ${response.statusMessage}`, "status");
  for (const field of fields) {
    const [name = "", value] = field.split(": ");
    t.equal(response.headers[name], value, name);
  }
}
export {
  buildServer,
  compareReply,
  load,
  prelude
};
