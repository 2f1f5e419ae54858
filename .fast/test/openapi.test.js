import responseValidation from "@fastify/response-validation";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import Fastify, {} from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import openapiTypes, { astToString } from "openapi-typescript";
import t from "tap";
import { z } from "zod";
import errorsPlugin, { defineError, defineFormat, errors, openapiOptions } from "../lib/index.js";
import { envelopeSchema, problemSchema } from "../schemas/index.js";
import { buildShop, outOfStock } from "./openapi-server.js";
import { skipOutsidePeerRange } from "./versions.js";
async function documentOf(options = {}, choices = {}) {
  const fastify = await buildShop(options, choices);
  await fastify.ready();
  return JSON.parse(JSON.stringify(fastify.swagger()));
}
const cases = [];
for (const openapi of ["3.0.3", "3.1.0"]) {
  for (const components of [true, false]) {
    for (const swaggerFirst of [true, false]) cases.push({ openapi, components, swaggerFirst });
  }
}
const nameOf = ({ openapi, components, swaggerFirst }) => `OpenAPI ${openapi}, ${components ? "components" : "inline"}, swagger ${swaggerFirst ? "first" : "last"}`;
function resolveReferences(value, document) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, document));
  if (typeof value.$ref === "string") {
    return resolveReferences(value.$ref.slice(2).split("/").reduce((node, key) => node[key], document), document);
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolveReferences(member, document)]));
}
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
t.test("openapi", async (t2) => {
  for (const choices of cases) {
    t2.test(nameOf(choices), async (t3) => {
      const document = await documentOf({}, choices);
      const { valid, errors: problems } = await new Validator().validate(structuredClone(document));
      t3.ok(valid, JSON.stringify(problems));
      t3.notMatch(JSON.stringify(document), /def-\d|x-fastify/);
      const resolved = resolveReferences(document, document);
      const statuses = (path, method) => Object.keys(resolved.paths[path][method].responses);
      t3.same(statuses("/orders", "post"), ["201", "400", "401", "409", "413", "415", "429", "503", "default"]);
      t3.same(statuses("/orders/{id}", "get"), ["200", "400", "404", "410", "default"]);
      t3.same(statuses("/orders/{id}/lines", "get"), ["200", "410", "default"]);
      t3.same(statuses("/plain", "get"), ["200", "default"]);
      t3.same(statuses("/silent", "get"), ["200"]);
      t3.same(statuses("/fields", "get"), ["200", "405", "422", "default"]);
      t3.same(statuses("/both", "delete"), ["200", "400", "409", "413", "415", "default"]);
      const { responses } = resolved.paths["/orders"].post;
      const conflict = responses[409].content;
      t3.same(Object.keys(conflict), ["application/json", "application/problem+json"]);
      const codes = (read, type) => conflict[type].schema.oneOf.map((schema) => read(schema).const ?? read(schema).enum[0]);
      t3.same(codes(({ properties }) => properties.error.properties.code, "application/json"), ["OUT_OF_STOCK", "CONFLICT"]);
      t3.same(codes(({ properties }) => properties.code, "application/problem+json"), ["OUT_OF_STOCK", "CONFLICT"]);
      t3.same(Object.keys(responses[401].headers), ["WWW-Authenticate"]);
      t3.same(Object.keys(responses[429].headers), ["Retry-After"]);
      t3.same(Object.keys(responses[503].headers), ["Retry-After"]);
      t3.same(Object.keys(resolved.paths["/fields"].get.responses[405].headers), ["Allow"]);
      t3.same(Object.keys(resolved.paths["/fields"].get.responses[422].content), ["application/json"]);
      t3.same(resolved.paths["/orders/{id}"].get.responses[404].content["application/json"].schema.required, ["gone"], "own schema");
      let examples = 0;
      for (const operation of Object.values(resolved.paths).flatMap((path) => Object.values(path))) {
        for (const [status, { content = {} }] of Object.entries(operation.responses)) {
          for (const [type, media] of Object.entries(content)) {
            for (const [code, { value }] of Object.entries(media.examples ?? {})) {
              examples++;
              t3.ok(ajv.validate(media.schema, value), `${status} ${type} ${code} ${ajv.errorsText()}`);
            }
          }
        }
      }
      t3.ok(examples > (choices.components === true ? 30 : 15), String(examples));
    });
  }
  t2.test("a response is one component that its operations refer to", async (t3) => {
    const document = await documentOf();
    t3.same(document.paths["/both"].put.responses[409], { $ref: "#/components/responses/OutOfStock" });
    const example = (message) => ({ OUT_OF_STOCK: { summary: "Out of stock", value: message } });
    t3.same(document.components.responses.OutOfStock, {
      description: "Out of stock",
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/OutOfStockEnvelope" },
          examples: example({ type: ["Error"], error: { code: "OUT_OF_STOCK", message: "Only 0 of chair-1 left", detail: { sku: "chair-1", left: 0 } }, debug: {} })
        },
        "application/problem+json": {
          schema: { $ref: "#/components/schemas/OutOfStockProblem" },
          examples: example({ title: "Out of stock", status: 409, detail: "Only 0 of chair-1 left", code: "OUT_OF_STOCK", sku: "chair-1", left: 0 })
        }
      }
    });
    t3.same(document.components.schemas.OutOfStockEnvelope.properties.error, {
      type: "object",
      required: ["code", "message", "detail"],
      properties: {
        code: { type: "string", const: "OUT_OF_STOCK" },
        message: { type: "string", minLength: 1, description: "What went wrong, for a person" },
        detail: { type: "object", required: ["sku", "left"], properties: { sku: { type: "string", example: "chair-1" }, left: { type: "integer", minimum: 0 } } }
      }
    });
    const fastify = await buildShop();
    for (let i = 0; i < 100; i++) fastify.post(`/more/${i}`, { errors: [outOfStock, errors.conflict, errors.notFound] }, () => "");
    await fastify.ready();
    const grown = JSON.stringify(fastify.swagger()).length - JSON.stringify(document).length;
    t3.ok(grown < 100 * 480, `${grown} characters for 100 routes`);
  });
  t2.test("an example fits the schema of its detail", async (t3) => {
    const object = (properties) => ({ type: "object", properties, required: Object.keys(properties) });
    let deep = { type: "string" };
    for (let i = 0; i < 12; i++) deep = { type: "object", properties: { a: deep } };
    const details = [
      [object({ a: { const: "x" }, b: { enum: [3, 4] }, c: { type: "integer", default: 7 }, d: { type: "string", example: "y" } }), { a: "x", b: 3, c: 7, d: "y" }],
      [object({ a: { type: "number", minimum: 5 }, b: { type: "boolean" }, c: { type: ["string", "null"] }, d: { type: "null" }, e: {} }), { a: 5, b: true, c: "string", d: null, e: null }],
      [object({ a: { type: "array", items: { type: "integer" }, minItems: 2 }, b: { type: "array", items: { type: "string", examples: ["z"] } } }), { a: [1, 1], b: ["z"] }],
      [object({ a: { type: "string", minLength: 8 }, b: { type: "string", maxLength: 3 }, c: { type: "string", format: "date-time" }, d: { type: "string", format: "uuid" } }), { a: "string..", b: "str", c: "2015-11-21T12:34:45Z", d: "123e4567-e89b-12d3-a456-426614174000" }],
      [{ anyOf: [object({ a: { type: "integer" } }), object({ b: { type: "integer" } })] }, { a: 1 }],
      [{ oneOf: [object({ b: { type: "integer" } }), object({ a: { type: "integer" } })] }, { b: 1 }],
      [{ allOf: [object({ a: { type: "integer" } }), object({ b: { type: "integer" } })] }, { a: 1, b: 1 }],
      [{ type: "object" }, {}],
      [{ type: "object", properties: { a: { type: "integer" } }, additionalProperties: false }, { a: 1 }],
      [deep, { a: { a: { a: { a: { a: { a: { a: { a: {} } } } } } } } }]
    ];
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    await fastify.register(swagger, { openapi: { openapi: "3.1.0", info: { title: "a", version: "1" } }, ...openapiOptions() });
    for (const [i, [detail]] of details.entries()) {
      const error = defineError({ code: `CASE_${i}`, statusCode: 400, title: "Case", message: "Case.", detail });
      fastify.get(`/${i}`, { errors: [error] }, () => "");
    }
    await fastify.ready();
    const document = JSON.parse(JSON.stringify(fastify.swagger()));
    const resolved = resolveReferences(document, document);
    t3.ok((await new Validator().validate(document)).valid);
    for (const [i, [, expected]] of details.entries()) {
      const { schema, examples } = resolved.paths[`/${i}`].get.responses[400].content["application/json"];
      t3.same(examples[`CASE_${i}`].value.error.detail, expected, String(i));
      t3.ok(ajv.validate(schema, examples[`CASE_${i}`].value), `${i} ${ajv.errorsText()}`);
    }
  });
  t2.test("what a server sends is what it documents", async (t3) => {
    const document = await documentOf();
    const resolved = resolveReferences(document, document);
    const fastify = await buildShop();
    const requests = [
      ["/orders", "POST", { payload: { sku: "a", count: 3 } }],
      ["/orders", "POST", { payload: {} }],
      ["/orders", "POST", { payload: "{", headers: { "content-type": "application/json" } }],
      ["/orders", "POST", { payload: "a", headers: { "content-type": "text/csv" } }],
      ["/orders/{id}", "GET", {}],
      ["/fields", "GET", {}]
    ];
    for (const accept of ["application/json", "application/problem+json"]) {
      for (const [path, method, request] of requests) {
        const headers = { accept, ...request.headers };
        const response = await fastify.inject({ method, url: path.replace("{id}", "1"), ...request, headers });
        const documented = resolved.paths[path][method.toLowerCase()].responses[response.statusCode];
        const type = String(response.headers["content-type"]).replace(/;.*/, "");
        t3.ok(ajv.validate(documented?.content[type].schema, JSON.parse(response.body)), `${method} ${path} ${response.statusCode} ${ajv.errorsText()}`);
      }
    }
  });
  t2.test("`openapi: false` documents nothing", async (t3) => {
    const document = await documentOf({ openapi: false });
    t3.same(Object.keys(document.paths["/orders"].post.responses), ["201"]);
    t3.same(document.components, { schemas: {} });
    await t3.rejects(async () => {
      await Fastify().register(errorsPlugin, { openapi: "no" });
    }, { message: "openapi option should be a boolean, instead got 'no'" });
  });
  t2.test("a response of one format has the name of its errors", async (t3) => {
    const document = await documentOf({ negotiate: [] });
    t3.same(document.paths["/both"].put.responses[409], { $ref: "#/components/responses/OutOfStock" });
    t3.same(document.paths["/fields"].get.responses[405], { $ref: "#/components/responses/MethodNotAllowedFields" });
    t3.same(Object.keys(document.components.responses.OutOfStock.content), ["application/json"]);
  });
  t2.test("a format without a schema is a text", async (t3) => {
    const format = defineFormat({ name: "plain-text", contentType: "text/plain", body: ({ message }) => message, serialize: (message) => message });
    const document = await documentOf({ format, negotiate: [] });
    t3.same(document.components.responses.OutOfStock.content, {
      "text/plain": {
        schema: { $ref: "#/components/schemas/PlainText" },
        examples: { OUT_OF_STOCK: { summary: "Out of stock", value: "Only 0 of chair-1 left" } }
      }
    });
    t3.same(document.components.schemas.PlainText, { title: "PlainText", type: "string" });
  });
  t2.test("a schema that allows several codes keeps them", async (t3) => {
    const schema = { type: "object", properties: { code: { type: "string", enum: ["A", "B"] } } };
    const format = defineFormat({ name: "coded", contentType: "application/json", schema, body: () => ({ code: "A" }) });
    const document = await documentOf({ format, negotiate: [] });
    t3.same(document.components.schemas.Coded, { title: "Coded", ...schema });
  });
  t2.test("a child context documents its own format and definitions", async (t3) => {
    const fastify = Fastify();
    await fastify.register(swagger, { openapi: { info: { title: "a", version: "1" } }, ...openapiOptions() });
    await fastify.register(errorsPlugin);
    const same = defineError({ code: "SAME", statusCode: 409, title: "Same", message: "One." });
    const other = defineError({ code: "SAME", statusCode: 409, title: "Same", message: "Two.", headers: { "X-Other": "1" }, type: "/other" });
    const text = defineFormat({ name: "plain-text", contentType: "text/plain; charset=utf-8", body: ({ message }) => message, serialize: (message) => message });
    const picky = defineFormat({ name: "picky", contentType: "application/picky+json", schema: { type: "object", properties: { url: { type: "string" } } }, body: (_error, { request }) => ({ url: request.url }) });
    fastify.get("/", { errors: [same] }, () => "");
    fastify.register(async (child) => {
      await child.register(errorsPlugin, { format: "description", negotiate: [text, picky] });
      child.get("/", { errors: [other, errors.gone] }, () => "");
    }, { prefix: "/child" });
    await fastify.ready();
    const document = fastify.swagger();
    t3.same(document.paths["/"].get.responses[409], { $ref: "#/components/responses/Same" });
    t3.same(document.paths["/child/"].get.responses[409], { $ref: "#/components/responses/Same2" });
    t3.same(document.components.responses.Same2, {
      description: "Same",
      headers: { "X-Other": { schema: { type: "string" }, description: "X-Other" } },
      content: {
        "application/json": { schema: { $ref: "#/components/schemas/Description" }, examples: { SAME: { summary: "Same", value: { message: "409: Same", description: "Two." } } } },
        "text/plain": { schema: { $ref: "#/components/schemas/PlainText" }, examples: { SAME: { summary: "Same", value: "Two." } } },
        "application/picky+json": { schema: { $ref: "#/components/schemas/Picky" } }
      }
    });
    t3.same(document.components.schemas.PlainText, { title: "PlainText", type: "string" });
  });
  t2.test("documents routes of the zod type provider", { skip: skipOutsidePeerRange("fastify-type-provider-zod") }, async (t3) => {
    for (const openapi of ["3.0.3", "3.1.0"]) {
      for (const isNamed of [true, false]) {
        const fastify = Fastify().withTypeProvider();
        fastify.setValidatorCompiler(validatorCompiler);
        fastify.setSerializerCompiler(serializerCompiler);
        await fastify.register(swagger, {
          openapi: { openapi, info: { title: "a", version: "1" } },
          ...isNamed ? openapiOptions({ transform: jsonSchemaTransform }) : { transform: jsonSchemaTransform }
        });
        await fastify.register(errorsPlugin);
        fastify.post("/", { schema: { body: z.object({ a: z.string() }), response: { 200: z.object({ b: z.string() }) } }, errors: [outOfStock] }, async () => ({ b: "c" }));
        fastify.get("/none", { errors: [outOfStock] }, async () => "fine");
        await fastify.ready();
        const document = JSON.parse(JSON.stringify(fastify.swagger()));
        t3.ok((await new Validator().validate(structuredClone(document))).valid);
        t3.same(Object.keys(document.paths["/"].post.responses), isNamed ? ["200", "400", "409", "413", "415", "default"] : ["200"]);
        if (isNamed) t3.same(document.paths["/none"].get.responses[409], { $ref: "#/components/responses/OutOfStock" });
        t3.same((await fastify.inject({ method: "POST", url: "/", payload: { a: "b" } })).json(), { b: "c" });
      }
    }
  });
  t2.test("keeps what the application gives: transforms, shared schemas, hidden routes, Swagger 2.0", async (t3) => {
    const build = async (options) => {
      const fastify2 = Fastify();
      fastify2.addSchema({ $id: "shared/item", type: "object", properties: { a: { type: "string" } } });
      await fastify2.register(errorsPlugin);
      await fastify2.register(swagger, options);
      fastify2.get("/item", { schema: { response: { 200: { $ref: "shared/item#" } } }, errors: [outOfStock] }, () => ({ a: "b" }));
      fastify2.get("/hidden", { schema: { hide: true } }, () => "");
      await fastify2.ready();
      return { fastify: fastify2, document: fastify2.swagger() };
    };
    const info = { title: "a", version: "1" };
    const { fastify, document } = await build({
      openapi: { info, components: { responses: { OutOfStock: { description: "taken" } } } },
      ...openapiOptions({
        transform: ({ schema, url }) => ({ schema: { ...schema, summary: "mine" }, url: `/v1${url}` }),
        transformObject: ({ openapiObject }) => ({ ...openapiObject, "x-mine": true })
      })
    });
    t3.same(Object.keys(document.paths), ["/v1/item"]);
    t3.equal(document["x-mine"], true);
    t3.equal(document.paths["/v1/item"].get.summary, "mine");
    t3.same(document.paths["/v1/item"].get.responses[200].content["application/json"].schema, { $ref: "#/components/schemas/shared_item" });
    t3.same(document.paths["/v1/item"].get.responses[409], { $ref: "#/components/responses/OutOfStock2" });
    t3.equal(document.components.responses.OutOfStock.description, "taken");
    t3.equal(fastify.swagger({ yaml: true }).includes('$ref: "#/components/responses/OutOfStock2"'), true);
    t3.same(Object.keys((await build({ swagger: { info }, ...openapiOptions() })).document.paths["/item"].get.responses), ["200"]);
  });
  t2.test("takes the published schemas as route schemas", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    await fastify.register(swagger, { openapi: { openapi: "3.1.0", info: { title: "a", version: "1" } }, ...openapiOptions() });
    fastify.get("/", { schema: { response: { 200: { type: "string" }, 409: envelopeSchema, "4xx": { content: { "application/problem+json": { schema: problemSchema } } } } } }, async () => {
      throw outOfStock({ sku: "a", left: 1 });
    });
    t3.equal((await fastify.inject("/")).body, '{"type":["Error"],"error":{"code":"OUT_OF_STOCK","message":"Only 1 of a left","detail":{"sku":"a","left":1}},"debug":{}}');
    const document = fastify.swagger();
    t3.ok((await new Validator().validate(JSON.parse(JSON.stringify(document)))).valid);
    t3.equal(document.paths["/"].get.responses[409].content["application/json"].schema.title, "Envelope");
    t3.equal(document.paths["/"].get.responses["4XX"].content["application/problem+json"].schema.title, "Problem");
  });
  t2.test("compiles no serializer for what it documents", async (t3) => {
    const count = async (declared) => {
      let compiled = 0;
      const fastify = Fastify({
        schemaController: { compilersFactory: { buildSerializer: () => () => {
          compiled++;
          return JSON.stringify;
        } } }
      });
      await fastify.register(swagger, { openapi: { info: { title: "a", version: "1" } } });
      await fastify.register(errorsPlugin);
      for (let i = 0; i < 10; i++) {
        fastify.get(`/${i}`, { schema: { response: { 200: { type: "object" } } }, ...declared && { errors: [outOfStock, errors.conflict] } }, () => ({}));
      }
      await fastify.ready();
      t3.equal("409" in fastify.swagger().paths["/0"].get.responses, declared);
      return compiled;
    };
    t3.equal(await count(true), await count(false));
  });
  t2.test("@fastify/response-validation has nothing to object to", async (t3) => {
    const fastify = Fastify();
    await fastify.register(responseValidation);
    await fastify.register(errorsPlugin);
    await fastify.register(swagger, { openapi: { info: { title: "a", version: "1" } }, ...openapiOptions() });
    const response = { 200: { type: "object", properties: { a: { type: "integer" } }, required: ["a"] }, "4xx": { type: "object", required: ["mine"] } };
    fastify.get("/fine", { schema: { response }, errors: [outOfStock] }, async () => ({ a: 1 }));
    fastify.get("/broken", { schema: { response }, errors: [outOfStock] }, async () => ({ a: "x" }));
    fastify.get("/stock", { schema: { response }, errors: [outOfStock] }, async () => {
      throw outOfStock({ sku: "a", left: 1 });
    });
    fastify.get("/plain", { errors: [outOfStock] }, async () => {
      throw outOfStock({ sku: "a", left: 1 });
    });
    t3.same((await fastify.inject("/fine")).json(), { a: 1 });
    t3.equal((await fastify.inject("/broken")).json().error.code, "UNKNOWN_ERROR");
    for (const url of ["/stock", "/plain"]) {
      const response2 = await fastify.inject(url);
      t3.equal(response2.statusCode, 409);
      t3.equal(response2.body, '{"type":["Error"],"error":{"code":"OUT_OF_STOCK","message":"Only 1 of a left","detail":{"sku":"a","left":1}},"debug":{}}');
    }
  });
  t2.test("@fastify/swagger-ui serves it", async (t3) => {
    const fastify = await buildShop();
    await fastify.register(swaggerUi);
    t3.same((await fastify.inject("/documentation/json")).json(), await documentOf());
    t3.match((await fastify.inject("/documentation/yaml")).body, /OutOfStockEnvelope:\n/);
    t3.equal((await fastify.inject("/documentation/")).statusCode, 200);
  });
  t2.test("Redocly finds no error", async (t3) => {
    const files = [];
    const directory = t3.testdir();
    for (const choices of cases.filter(({ swaggerFirst }) => swaggerFirst === true)) {
      const file = join(directory, `${nameOf(choices).replace(/\W+/g, "-")}.json`);
      files.push(file);
      await writeFile(file, JSON.stringify(await documentOf({}, choices)));
    }
    const cli = new URL("../node_modules/@redocly/cli/bin/cli.js", import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [cli, "lint", "--format=json", ...files], {
      env: { PATH: process.env["PATH"], REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      maxBuffer: 1 << 24
    });
    const all = (pattern) => [...stdout.matchAll(pattern)].map(([, value]) => value);
    t3.same(all(/"errors": (\d+)/g), ["0", "0", "0", "0"]);
    t3.same([...new Set(all(/"ruleId": "([^"]+)"/g))].sort(), ["no-illogical-composition-keywords", "operation-4xx-response", "operation-operationId"]);
  });
  t2.test("openapi-typescript gives the types of test/types/shop-api.ts", async (t3) => {
    const text = "// Built by openapi-typescript from the document of test/openapi-server.ts: TAP_SNAPSHOT=1 tap test/openapi.test.ts\n/* eslint-disable */\n" + astToString(await openapiTypes(await documentOf()));
    const file = new URL("../test/types/shop-api.ts", import.meta.url);
    if (process.env["TAP_SNAPSHOT"] === "1") await writeFile(file, text);
    t3.equal(await readFile(file, "utf8"), text);
  });
});
