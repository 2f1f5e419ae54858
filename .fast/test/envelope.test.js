import { Value } from "@sinclair/typebox/value";
import Fastify, {} from "fastify";
import t from "tap";
import { acceptedTypes } from "../lib/finalize/accepted-types.js";
import errorsPlugin from "../lib/index.js";
import { envelopeSchema } from "../schemas/index.js";
const body = {
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: {
    name: { type: "string", minLength: 2 },
    data: { type: "object", properties: { meta: { type: "integer" } } },
    items: { type: "array", items: { type: "object", required: ["name"], properties: { name: { type: "string" } } } }
  }
};
async function buildServer(options) {
  const fastify = Fastify(options);
  await fastify.register(errorsPlugin);
  fastify.route({
    method: ["POST", "PATCH"],
    url: "/documents/:id",
    bodyLimit: 64,
    schema: {
      body,
      params: { type: "object", properties: { id: { type: "integer" } } },
      querystring: { type: "object", properties: { depth: { type: "integer", minimum: 0 }, limit: { type: "integer", minimum: 1 } } },
      headers: { type: "object", properties: { "x-count": { type: "integer" }, "x-size": { type: "integer" } } }
    },
    handler: () => "never"
  });
  fastify.get("/broken", async () => {
    throw new Error("password of db is hunter2");
  });
  return fastify;
}
const post = (payload, more = {}) => ({ method: "POST", url: "/documents/1", payload, ...more });
const json = { "content-type": "application/json" };
const replies = [
  ["an unexpected error", { url: "/broken" }, 500, '{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."}'],
  ["an unknown path", { url: "/nowhere?token=secret" }, 404, '{"code":"NOT_FOUND","message":"There is nothing at this address."}'],
  ["another method", { method: "PUT", url: "/documents/1?a=b" }, 405, '{"code":"INVALID_REQUEST_METHOD","message":"Invalid request method PUT.","detail":{"allowedMethods":["PATCH","POST"]}}'],
  ["malformed JSON", post('{"name":', { headers: json }), 400, '{"code":"INVALID_REQUEST","message":"Invalid request."}'],
  ["empty JSON", post("", { headers: json }), 400, '{"code":"INVALID_REQUEST","message":"Invalid request."}'],
  ["a poisoned prototype", post('{"__proto__":{"a":1}}', { headers: json }), 400, '{"code":"INVALID_REQUEST","message":"Invalid request."}'],
  ["JSON that is too large", post({ name: "x".repeat(100) }), 413, '{"code":"CONTENT_TOO_LARGE","message":"The request body is too large."}'],
  ["another media type", post("<a/>", { headers: { "content-type": "application/xml" } }), 415, '{"code":"UNSUPPORTED_MEDIA_TYPE","message":"The media type of the request body is not supported."}'],
  ["a missing property", post({}), 400, '{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":"name"}}'],
  ["a nested property", post({ name: "abc", data: { meta: "x" } }), 400, '{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":"data.meta"}}'],
  ["a property of an item", post({ name: "abc", items: [{}] }), 400, '{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":"items.0.name"}}'],
  ["a body of another type", post("1", { headers: json }), 400, '{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":""}}'],
  ["a query parameter", post({ name: "abc" }, { url: "/documents/1?depth=-1" }), 400, '{"code":"INVALID_PARAMETER_VALUE","message":"Invalid parameter value for depth."}'],
  ["a path parameter", post({ name: "abc" }, { url: "/documents/x" }), 400, '{"code":"INVALID_PARAMETER_VALUE","message":"Invalid parameter value for id."}'],
  ["a header", post({ name: "abc" }, { headers: { "x-count": "x" } }), 400, '{"code":"INVALID_REQUEST","message":"Invalid request."}']
];
t.test("envelope", async (t2) => {
  const fastify = await buildServer();
  for (const [name, request, statusCode, error] of replies) {
    t2.test(`tells ${name}`, async (t3) => {
      const response = await fastify.inject(request);
      t3.equal(response.body, `{"type":["Error"],"error":${error},"debug":{}}`);
      t3.equal(response.statusCode, statusCode);
      t3.equal(response.headers["content-type"], "application/json; charset=utf-8");
      t3.equal(response.headers["cache-control"], "no-store");
      t3.equal(response.headers["x-content-type-options"], "nosniff");
      t3.ok(Value.Check(envelopeSchema, response.json()));
    });
  }
  t2.test("a 415 lists what the route parses, on PATCH also in Accept-Patch", async (t3) => {
    const posted = await fastify.inject(post("<a/>", { headers: { "content-type": "application/xml" } }));
    t3.equal(posted.headers["accept"], "application/json, text/plain");
    t3.equal(posted.headers["accept-patch"], void 0);
    const patched = await fastify.inject(post("<a/>", { method: "PATCH", headers: { "content-type": "application/xml" } }));
    t3.equal(patched.headers["accept"], "application/json, text/plain");
    t3.equal(patched.headers["accept-patch"], "application/json, text/plain");
  });
  t2.test("a 415 lists what the schema of the route describes, or what there is a parser for", async (t3) => {
    const fastify2 = Fastify();
    await fastify2.register(errorsPlugin);
    const content = { "application/json": { schema: { type: "object" } }, "application/merge-patch+json": { schema: { type: "object" } } };
    fastify2.post("/", { schema: { body: { content } } }, () => "never");
    const posted = await fastify2.inject(post("<a/>", { url: "/", headers: { "content-type": "application/xml" } }));
    t3.equal(posted.statusCode, 415);
    t3.equal(posted.headers["accept"], "application/json, application/merge-patch+json");
    const later = Fastify();
    later.removeContentTypeParser("text/plain");
    t3.same(acceptedTypes({ routeOptions: {}, server: Object.create(later) }), ["application/json"]);
  });
  t2.test("a reply to HEAD has the headers and no body", async (t3) => {
    const response = await fastify.inject({ method: "HEAD", url: "/broken" });
    t3.equal(response.statusCode, 500);
    t3.equal(response.body, "");
    t3.equal(response.headers["content-length"], "105");
  });
});
t.test("envelope with allErrors", async (t2) => {
  const fastify = await buildServer({ ajv: { customOptions: { allErrors: true, removeAdditional: false } } });
  t2.test("tells the first failure in path and all in issues", async (t3) => {
    const response = await fastify.inject(post({ name: "x", nope: 1, data: { meta: "x" } }));
    t3.equal(response.body, JSON.stringify({
      type: ["Error"],
      error: {
        code: "INVALID_BODY",
        message: "Invalid body content.",
        detail: {
          path: "nope",
          issues: [
            { path: "nope", in: "body", kind: "unrecognized_keys", message: "must NOT have additional properties" },
            { path: "name", in: "body", kind: "too_small", message: "must NOT have fewer than 2 characters" },
            { path: "data.meta", in: "body", kind: "invalid_type", message: "must be integer" }
          ]
        }
      },
      debug: {}
    }));
  });
  t2.test("tells several parameters", async (t3) => {
    const response = await fastify.inject(post({ name: "abc" }, { url: "/documents/1?depth=-1&limit=0" }));
    t3.same(response.json().error, {
      code: "INVALID_PARAMETER_VALUE",
      message: "Invalid parameter value for depth.",
      detail: {
        issues: [
          { path: "depth", in: "querystring", kind: "too_small", message: "must be >= 0" },
          { path: "limit", in: "querystring", kind: "too_small", message: "must be >= 1" }
        ]
      }
    });
  });
  t2.test("tells several headers", async (t3) => {
    const response = await fastify.inject(post({ name: "abc" }, { headers: { "x-count": "x", "x-size": "y" } }));
    t3.same(response.json().error.detail.issues.map(({ path }) => path), ["x-count", "x-size"]);
  });
  t2.test("tells one failure without issues", async (t3) => {
    const response = await fastify.inject(post({ name: "x" }));
    t3.same(response.json().error.detail, { path: "name" });
  });
});
