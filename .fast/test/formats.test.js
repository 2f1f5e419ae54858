import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { STATUS_CODES } from "node:http";
import Fastify, {} from "fastify";
import t from "tap";
import errorsPlugin, { defineFormat, errors, serverOptions } from "../lib/index.js";
import { catalog } from "../lib/error/catalog.js";
import * as schemas from "../schemas/index.js";
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const formats = {
  envelope: { mediaType: "application/json", schema: schemas.envelopeSchema },
  problem: { mediaType: "application/problem+json", schema: schemas.problemSchema },
  fields: { mediaType: "application/json", schema: schemas.fieldsSchema },
  description: { mediaType: "application/json", schema: schemas.descriptionSchema },
  oauth2: { mediaType: "application/json", schema: schemas.oauth2Schema },
  fastify: { mediaType: "application/json", schema: schemas.fastifySchema }
};
const names = Object.keys(formats);
const body = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string" },
    user: { type: "object", properties: { name: { type: "string", minLength: 2 } } },
    owner: { type: "object", properties: { name: { type: "string", minLength: 2 } } },
    "a/b~c #": { type: "integer" }
  }
};
async function buildServer(options, routes) {
  const fastify = Fastify({ ajv: { customOptions: { allErrors: true } } });
  await fastify.register(errorsPlugin, options);
  routes?.(fastify);
  fastify.get("/conflict", (_request, reply) => reply.conflict("meta.updated", "2015-11-21T12:34:45Z", "2015-11-21T12:45:56Z"));
  fastify.get("/broken", async () => {
    throw new Error("password of db is hunter2");
  });
  fastify.get("/foreign", async () => {
    throw Object.assign(new Error("Taken."), { statusCode: 409 });
  });
  fastify.post("/form", {
    schema: {
      body,
      querystring: { type: "object", properties: { depth: { type: "integer" } } },
      headers: { type: "object", properties: { "x-count": { type: "integer" } } }
    }
  }, () => "never");
  return fastify;
}
const CONFLICT = "Update conflict. Resolve the conflict and try again.";
const conflict = {
  envelope: `{"type":["Error"],"error":{"code":"CONFLICT","message":"${CONFLICT}","detail":{"conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}},"debug":{}}`,
  problem: `{"title":"Conflict","status":409,"detail":"${CONFLICT}","code":"CONFLICT","conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}`,
  fields: `{"message":"${CONFLICT}","errors":{"meta.updated":["${CONFLICT}"]}}`,
  description: `{"message":"409: Conflict","description":"${CONFLICT}"}`,
  oauth2: `{"error":"invalid_request","error_description":"${CONFLICT}"}`,
  fastify: `{"statusCode":409,"code":"CONFLICT","error":"Conflict","message":"${CONFLICT}"}`
};
t.test("formats", async (t2) => {
  for (const format of names) {
    const { mediaType, schema } = formats[format];
    const validate = ajv.compile(schema);
    t2.test(`${format} tells every row of the catalogue in a body of its schema`, async (t3) => {
      const fastify = await buildServer({ format, negotiate: [] }, (fastify2) => {
        for (const row of catalog) {
          fastify2.get(`/row/${row.name}`, (_request, reply) => reply[row.name]());
          fastify2.get(`/row/${row.name}/init`, async () => {
            throw errors[row.name]('A "message".', { detail: { a: 1, type: "x", status: "y" }, extensions: { title: "z", b: 2 } });
          });
        }
      });
      for (const row of catalog) {
        for (const url of [`/row/${row.name}`, `/row/${row.name}/init`]) {
          const response = await fastify.inject(url);
          t3.equal(response.statusCode, row.statusCode, url);
          t3.equal(response.headers["content-type"], `${mediaType}; charset=utf-8`, url);
          t3.equal(response.headers["cache-control"], "no-store", url);
          t3.ok(validate(response.json()), `${url} ${ajv.errorsText(validate.errors)}`);
          if ("status" in response.json()) t3.equal(response.json().status, row.statusCode, url);
          if ("statusCode" in response.json()) t3.equal(response.json().statusCode, row.statusCode, url);
        }
      }
    });
    t2.test(`${format} tells a conflict to the byte`, async (t3) => {
      const fastify = await buildServer({ format, negotiate: [] });
      t3.equal((await fastify.inject("/conflict")).body, conflict[format]);
    });
  }
});
const post = (payload, more = {}) => ({ method: "POST", url: "/form", payload, ...more });
t.test("problem", async (t2) => {
  const fastify = await buildServer({ format: "problem" });
  t2.test("tells a missing string in the sentence of the convention", async (t3) => {
    const response = await fastify.inject(post({}));
    t3.equal(response.body, JSON.stringify({
      title: "Bad Request",
      status: 400,
      detail: "Request failed validation",
      code: "INVALID_BODY",
      errors: [{ title: "invalid_type", detail: "`body.name` is `undefined`, but `string` is expected.", pointer: "#/name" }]
    }));
  });
  t2.test("points into the body, names parameters and headers", async (t3) => {
    const at = async (request) => (await fastify.inject(request)).json().errors;
    t3.same(await at(post({ name: "a", "a/b~c #": "x" })), [{ title: "invalid_type", detail: "`body.a/b~c #` is `string`, but `integer` is expected.", pointer: "#/a~1b~0c%20%23" }]);
    t3.same(await at(post({ name: "a" }, { url: "/form?depth=x" })), [{ title: "invalid_type", detail: "`querystring.depth` is `string`, but `integer` is expected.", parameter: "depth" }]);
    t3.same(await at(post({ name: "a" }, { headers: { "x-count": "x" } })), [{ title: "invalid_type", detail: "`headers.x-count` is `string`, but `integer` is expected.", header: "x-count" }]);
    t3.same(await at(post([])), [{ title: "invalid_type", detail: "`body` is `array`, but `object` is expected.", pointer: "#" }]);
  });
  t2.test("an extension overwrites no member of the format", async (t3) => {
    const fastify2 = await buildServer({ format: "problem" }, (fastify3) => {
      fastify3.get("/", (_request, reply) => reply.forbidden("No.", {
        detail: { status: 200, title: "x", code: "x", balance: 30 },
        extensions: { type: "x", detail: "x", instance: "x", errors: "x", balance: 40, accounts: ["/a"] }
      }));
    });
    t3.equal((await fastify2.inject("/")).body, '{"title":"Forbidden","status":403,"detail":"No.","code":"FORBIDDEN","balance":30,"accounts":["/a"]}');
  });
  t2.test("status: false, type as base and instance as path", async (t3) => {
    const fastify2 = await buildServer({ format: "problem", problem: { status: false, type: "https://example.com/errors/", instance: true } });
    const response = await fastify2.inject({ method: "POST", url: "/conflict?token=secret" });
    t3.equal(response.body, '{"type":"https://example.com/errors/invalid-request-method","title":"Method Not Allowed","detail":"Invalid request method POST.","instance":"/conflict","code":"INVALID_REQUEST_METHOD","allowedMethods":["GET","HEAD"]}');
    t3.equal((await fastify2.inject("/nowhere?token=secret")).json().instance, "/nowhere");
  });
  t2.test("type and instance as functions", async (t3) => {
    const fastify2 = await buildServer({
      format: "problem",
      problem: { type: ({ statusCode }) => statusCode === 409 ? "/errors/409" : void 0, instance: (request) => `urn:request:${request.id}` }
    });
    t3.match((await fastify2.inject("/conflict")).json(), { type: "/errors/409", instance: /^urn:request:req-/ });
    t3.notOk("type" in (await fastify2.inject("/nowhere")).json());
  });
  t2.test("a function that throws does not cost the answer", async (t3) => {
    const fastify2 = await buildServer({ format: "problem", problem: { type: () => {
      throw new Error("type");
    } } });
    const response = await fastify2.inject("/conflict");
    t3.equal(response.statusCode, 409);
    t3.equal(response.body, conflict.envelope);
    t3.equal(response.headers["content-type"], "application/json; charset=utf-8");
  });
});
t.test("fields", async (t2) => {
  const fastify = await buildServer({ format: "fields", negotiate: [] });
  t2.test("keeps fields of the same last name apart, with 422", async (t3) => {
    const response = await fastify.inject(post({ name: "a", user: { name: "x" }, owner: { name: "x" } }));
    t3.equal(response.statusCode, 422);
    t3.equal(response.body, JSON.stringify({
      message: "Invalid body content.",
      errors: { "user.name": ["must NOT have fewer than 2 characters"], "owner.name": ["must NOT have fewer than 2 characters"] }
    }));
  });
  t2.test("puts several messages under one field and those of the whole under base", async (t3) => {
    const fastify2 = await buildServer({ format: "fields" }, (fastify3) => {
      fastify3.get("/", (_request, reply) => reply.unprocessableEntity(JSON.parse('{"name":["a","b"],"base":["c"],"x.__proto__":["d"]}')));
      fastify3.get("/path", (_request, reply) => reply.invalidBody("data.meta"));
    });
    t3.same((await fastify2.inject("/")).json().errors, { name: ["a", "b"], base: ["c"], "x.__proto__": ["d"] });
    t3.same((await fastify2.inject("/path")).json(), { message: "Invalid body content.", errors: { "data.meta": ["is invalid"] } });
  });
  t2.test("validation.statusCode overrides 422", async (t3) => {
    const fastify2 = await buildServer({ format: "fields", validation: { statusCode: 400 } });
    t3.equal((await fastify2.inject(post({}))).statusCode, 400);
  });
  t2.test("has no errors where no field is at fault", async (t3) => {
    t3.equal((await fastify.inject("/broken")).body, '{"message":"An unknown error has occurred."}');
  });
});
t.test("description", async (t2) => {
  const described = [400, 401, 403, 404, 405, 415, 429, 500, 502, 503, 504];
  const routes = (fastify) => {
    fastify.get("/:status", async (request) => {
      throw errors.fail(Number(request.params.status));
    });
  };
  t2.test("has a text of its own for each status of the convention", async (t3) => {
    const fastify = await buildServer({ format: "description", negotiate: [] }, routes);
    for (const status of described) {
      const { message, description, ...rest } = (await fastify.inject(`/${status}`)).json();
      t3.equal(message, `${status}: ${STATUS_CODES[status]}`);
      t3.not(description, errors.fail(status).message);
      t3.same(rest, {});
    }
    t3.equal((await fastify.inject("/410")).json().description, errors.gone().message);
  });
  t2.test("says what failed a validation", async (t3) => {
    const fastify = await buildServer({ format: "description" });
    t3.same((await fastify.inject(post({}))).json(), {
      message: "400: Bad Request",
      description: "Invalid body content. `body.name` is `undefined`, but `string` is expected."
    });
  });
  t2.test("message as status or phrase", async (t3) => {
    const status = await buildServer({ format: "description", description: { message: "status" } });
    t3.equal((await status.inject("/nowhere")).json().message, "404");
    const phrase = await buildServer({ format: "description", description: { message: "phrase" }, phrases: { 404: "Nothing Here" } });
    t3.equal((await phrase.inject("/nowhere")).json().message, "Nothing Here");
  });
});
t.test("oauth2", async (t2) => {
  t2.test("tells other errors in its terms, with status and headers kept", async (t3) => {
    const fastify = await buildServer({ format: "oauth2", negotiate: [] }, (fastify2) => {
      fastify2.get("/:status", async (request) => {
        throw errors.fail(Number(request.params.status));
      });
      fastify2.get("/busy", (_request, reply) => reply.tooManyRequests(5));
    });
    const codes = [
      [400, "invalid_request"],
      [401, "invalid_client"],
      [403, "access_denied"],
      [404, "invalid_request"],
      [429, "temporarily_unavailable"],
      [500, "server_error"],
      [502, "server_error"],
      [503, "temporarily_unavailable"]
    ];
    for (const [status, error] of codes) {
      const response = await fastify.inject(`/${status}`);
      t3.equal(response.statusCode, status);
      t3.equal(response.json().error, error);
      t3.equal(response.headers["pragma"], "no-cache");
      t3.equal(response.headers["www-authenticate"], status === 401 ? 'Bearer realm="api"' : void 0);
    }
    t3.equal((await fastify.inject("/busy")).headers["retry-after"], "5");
    t3.same((await fastify.inject(post({}))).json(), {
      error: "invalid_request",
      error_description: "Invalid body content. body.name is undefined, but string is expected."
    });
  });
});
t.test("fastify", async (t2) => {
  const routes = (fastify) => {
    fastify.get("/error", async () => {
      throw new Error("inner");
    });
    fastify.get("/status", async () => {
      throw Object.assign(new Error("Not yours."), { statusCode: 403 });
    });
    fastify.get("/code", async () => {
      throw Object.assign(new Error("Not yours."), { statusCode: 403, code: "NOT_YOURS" });
    });
    fastify.get("/large", async () => {
      throw Object.assign(new Error(""), { statusCode: 413 });
    });
    fastify.post("/documents", { schema: { body } }, () => "never");
  };
  const requests = [
    { url: "/error" },
    { url: "/status" },
    { url: "/code" },
    { method: "POST", url: "/documents", payload: {} },
    { method: "POST", url: "/documents", payload: { user: { name: "x" } } },
    { method: "POST", url: "/documents", payload: "{", headers: { "content-type": "application/json" } },
    { method: "POST", url: "/documents", payload: "x", headers: { "content-type": "text/csv" } }
  ];
  t2.test("answers as Fastify itself with expose: all", async (t3) => {
    const plain = Fastify({ ajv: { customOptions: { allErrors: true } } });
    routes(plain);
    const fastify = Fastify({ ajv: { customOptions: { allErrors: true } } });
    await fastify.register(errorsPlugin, { format: "fastify", expose: "all" });
    routes(fastify);
    for (const request of requests) {
      const [expected, actual] = [await plain.inject(request), await fastify.inject(request)];
      t3.equal(actual.body, expected.body, String(request.url));
      t3.equal(actual.statusCode, expected.statusCode);
      t3.equal(actual.headers["content-type"], expected.headers["content-type"]);
    }
  });
  t2.test("says of an unknown path what Fastify says with expose: all", async (t3) => {
    const plain = Fastify();
    const fastify = await buildServer({ format: "fastify", expose: "all", negotiate: [] });
    const [expected, actual] = [await plain.inject("/nowhere?a=b"), await fastify.inject("/nowhere?a=b")];
    t3.same(actual.json(), expected.json());
  });
  t2.test("has the phrases and default messages of Node", async (t3) => {
    const fastify = await buildServer({ format: "fastify" }, routes);
    t3.equal((await fastify.inject("/large")).body, JSON.stringify({ statusCode: 413, error: STATUS_CODES[413], message: STATUS_CODES[413] }));
    t3.equal((await fastify.inject("/error")).body, '{"statusCode":500,"error":"Internal Server Error","message":"Internal Server Error"}');
    const phrases = await buildServer({ format: "fastify", phrases: { 500: "Oh No" } });
    t3.equal((await phrases.inject("/broken")).json().error, "Oh No");
  });
});
t.test("options of every format", async (t2) => {
  for (const format of names) {
    t2.test(`${format} has a place for the request id, the trace and for debugging`, async (t3) => {
      const fastify = await buildServer({ format, negotiate: [], requestId: true, traceId: () => "trace", debug: true });
      const response = await fastify.inject("/conflict");
      const parsed = response.json();
      const id = parsed.requestId ?? parsed.request_id ?? parsed.debug.requestId;
      t3.match(id, /^req-/);
      t3.equal(response.headers["x-request-id"], id);
      t3.equal(parsed.traceId ?? parsed.trace_id ?? parsed.debug.traceId, "trace");
      t3.equal(parsed.debug.name, "ErrorReply");
      t3.ok(ajv.validate(formats[format].schema, parsed), ajv.errorsText());
    });
  }
  const traced = {
    envelope: conflict.envelope.replace('"debug":{}', '"debug":{"traceId":"0af7"}'),
    problem: conflict.problem.replace('"code":"CONFLICT"', '"code":"CONFLICT","traceId":"0af7"'),
    fields: conflict.fields.replace(/}$/, ',"traceId":"0af7"}'),
    description: conflict.description.replace(/}$/, ',"traceId":"0af7"}'),
    oauth2: conflict.oauth2.replace(/}$/, ',"trace_id":"0af7"}'),
    fastify: conflict.fastify.replace(/}$/, ',"traceId":"0af7"}')
  };
  for (const format of names) {
    t2.test(`${format} has the id of the trace, also of what comes before a route, and nothing where there is none`, async (t3) => {
      const ids = ["0af7", void 0, "0".repeat(32), "0af7"];
      const options = { format, negotiate: [], traceId: ({ url }) => url === "/%zz" ? "0af8" : ids.shift() };
      const fastify = Fastify({ ...serverOptions(options) });
      await fastify.register(async (child) => {
        await child.register(errorsPlugin, options);
        child.get("/conflict", (_request, reply) => reply.conflict("meta.updated", "2015-11-21T12:34:45Z", "2015-11-21T12:45:56Z"));
      });
      const bodies = [];
      while (ids.length > 0) bodies.push((await fastify.inject("/conflict")).body);
      t3.strictSame(bodies, [traced[format], conflict[format], conflict[format], traced[format]]);
      const { body: body2 } = await fastify.inject("/%zz");
      t3.match(body2, /"trace(?:Id|_id)":"0af8"/);
      t3.ok(ajv.validate(formats[format].schema, JSON.parse(body2)), ajv.errorsText());
    });
  }
  t2.test("traceId that is none is left out, and said once", async (t3) => {
    const wrong = [
      "",
      "x".repeat(257),
      7,
      null,
      {},
      ["0af7"],
      /* @__PURE__ */ Symbol("trace"),
      Object("0af7"),
      Promise.resolve("0af7"),
      { then: () => {
      } },
      new Proxy({}, { get: () => {
        throw new Error("get");
      }, getPrototypeOf: () => {
        throw new Error("proto");
      } })
    ];
    const failures = [...wrong.map((value) => () => value), () => {
      throw new Error("trace");
    }, () => Promise.reject(new Error("later"))];
    for (const traceId of failures) {
      const lines = [];
      const fastify = Fastify({ logger: { level: "warn", stream: { write: (line) => {
        lines.push(JSON.parse(line));
      } } } });
      await fastify.register(errorsPlugin, { traceId });
      for (const url of ["/a", "/b"]) t3.equal((await fastify.inject(url)).body, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}');
      t3.match(lines, [{ level: 40, msg: /^fastify-error-replies: traceId option (?:failed|should return a text of 1 to 256 characters or undefined, its answer is ignored)$/ }]);
      t3.equal(lines.length, 1);
    }
    const deaf = Fastify({ logger: { level: "warn", stream: { write() {
    } }, serializers: { err() {
      throw new Error("serializer");
    } } } });
    await deaf.register(errorsPlugin, { traceId: () => {
      throw new Error("trace");
    } });
    t3.equal((await deaf.inject("/a")).body, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}');
    const longest = await buildServer({ traceId: () => "x".repeat(256) });
    t3.equal((await longest.inject("/nowhere")).json().debug.traceId, "x".repeat(256));
  });
  t2.test("traceId is escaped, and no member of an error takes its name", async (t3) => {
    const fastify = await buildServer({ format: "problem", traceId: () => 'a"\u2028\uD800' }, (fastify2) => {
      fastify2.get("/", (_request, reply) => reply.forbidden("No.", { detail: { traceId: "detail" }, extensions: { traceId: "extension" } }));
    });
    t3.equal((await fastify.inject("/")).json().traceId, 'a"\u2028\uD800');
  });
  t2.test("a format of the application gets traceId as it gets the request id", async (t3) => {
    const own = defineFormat({ name: "own", contentType: "text/plain", body: (_error, { requestId, traceId }) => [requestId, traceId], serialize: String });
    const fastify = await buildServer({ format: own, requestId: true, traceId: () => "0af7" });
    t3.match((await fastify.inject("/nowhere")).body, /^req-\w+,0af7$/);
    const without = await buildServer({ format: own });
    t3.equal((await without.inject("/nowhere")).body, ",");
  });
  t2.test("an X-Request-Id of the application stays", async (t3) => {
    const fastify = await buildServer({ requestId: true }, (fastify2) => {
      fastify2.addHook("onRequest", async (_request, reply) => {
        reply.header("x-request-id", "mine");
      });
    });
    t3.equal((await fastify.inject("/conflict")).headers["x-request-id"], "mine");
  });
  t2.test("phrases replace titles", async (t3) => {
    const fastify = await buildServer({ format: "problem", phrases: { 413: "Payload Too Large" } }, (fastify2) => {
      fastify2.get("/", (_request, reply) => reply.contentTooLarge());
    });
    t3.equal((await fastify.inject("/")).json().title, "Payload Too Large");
  });
  t2.test("messages localise, with the error and the request", async (t3) => {
    const fastify = await buildServer({
      messages: ({ code, message }, request) => code === "NOT_FOUND" ? `Hier ist nichts: ${request.method}` : code === "CONFLICT" ? "" : message
    });
    t3.equal((await fastify.inject("/nowhere")).json().error.message, "Hier ist nichts: GET");
    t3.equal((await fastify.inject("/conflict")).body, conflict.envelope);
    t3.equal((await fastify.inject("/broken")).json().error.message, "An unknown error has occurred.");
    const throwing = await buildServer({ messages: () => {
      throw new Error("messages");
    } });
    t3.equal((await throwing.inject("/conflict")).body, conflict.envelope);
  });
  t2.test("redact hides conflict values and members of the detail", async (t3) => {
    const fastify = await buildServer({ redact: ["meta", "user.email", "keys.1", "secret"] }, (fastify2) => {
      fastify2.get("/", (_request, reply) => reply.forbidden("No.", {
        detail: { user: { email: "a@b", name: "n" }, keys: ["k0", "k1"], userx: 1 },
        extensions: { secret: { deep: 1 } }
      }));
      fastify2.get("/other", (_request, reply) => reply.conflict("metadata", 1, 2));
      fastify2.get("/text", (_request, reply) => reply.forbidden("No.", { detail: { user: "n", keys: ["k0"] } }));
      fastify2.get("/extension", (_request, reply) => reply.forbidden("No.", { extensions: { user: { email: "a@b" } } }));
    });
    t3.same((await fastify.inject("/text")).json().error.detail, { user: "n", keys: ["k0"] });
    t3.same((await fastify.inject("/extension")).json().error.detail, { user: { email: "[redacted]" } });
    t3.equal((await fastify.inject("/nowhere")).json().error.detail, void 0);
    t3.same((await fastify.inject("/conflict")).json().error.detail, { conflictField: "meta.updated", originalValue: "[redacted]", newValue: "[redacted]" });
    t3.same((await fastify.inject("/")).json().error.detail, { user: { email: "[redacted]", name: "n" }, keys: ["k0", "[redacted]"], userx: 1, secret: "[redacted]" });
    t3.same((await fastify.inject("/other")).json().error.detail, { conflictField: "metadata", originalValue: 1, newValue: 2 });
  });
});
