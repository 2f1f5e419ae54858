import { readFile } from "node:fs/promises";
import responseValidation from "@fastify/response-validation";
import sensible from "@fastify/sensible";
import Boom from "@hapi/boom";
import { server as createHapi } from "@hapi/hapi";
import Fastify, {} from "fastify";
import enhancedPlugin from "fastify-http-errors-enhanced";
import httpErrors from "http-errors";
import { BadGatewayError, ConflictError, createError, InternalServerError, messagesByCodes, NotFoundError } from "http-errors-enhanced";
import t, {} from "tap";
import errorsPlugin, { errors } from "../lib/index.js";
import { boom } from "../lib/mappers/index.js";
import { helperNames } from "../lib/helpers/reply-helpers.js";
import { readCodeBlocks, readTable } from "./markdown.js";
import { buildServer } from "./snippets.js";
import { hasFeature } from "./versions.js";
const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const blocks = readCodeBlocks(readme);
function blockWith(text) {
  return blocks.find((block) => block.language === "js" && block.text.includes(text));
}
async function build(t2, routes, options) {
  const fastify = Fastify();
  t2.teardown(() => fastify.close());
  if (options !== void 0) await fastify.register(errorsPlugin, options);
  routes(fastify);
  return fastify;
}
const AS_BEFORE = { format: "fastify", negotiate: [], expose: "all" };
t.test("@fastify/sensible", async (t2) => {
  const names = [
    "badRequest",
    "unauthorized",
    "paymentRequired",
    "forbidden",
    "notFound",
    "methodNotAllowed",
    "notAcceptable",
    "proxyAuthenticationRequired",
    "requestTimeout",
    "conflict",
    "gone",
    "lengthRequired",
    "preconditionFailed",
    "payloadTooLarge",
    "uriTooLong",
    "unsupportedMediaType",
    "rangeNotSatisfiable",
    "expectationFailed",
    "imateapot",
    "misdirectedRequest",
    "unprocessableEntity",
    "locked",
    "failedDependency",
    "tooEarly",
    "upgradeRequired",
    "preconditionRequired",
    "tooManyRequests",
    "requestHeaderFieldsTooLarge",
    "unavailableForLegalReasons",
    "internalServerError",
    "notImplemented",
    "badGateway",
    "serviceUnavailable",
    "gatewayTimeout",
    "httpVersionNotSupported",
    "variantAlsoNegotiates",
    "insufficientStorage",
    "loopDetected",
    "bandwidthLimitExceeded",
    "notExtended",
    "networkAuthenticationRequired"
  ];
  const routes = (fastify) => {
    for (const name of names) {
      fastify.get(`/${name}`, (_request, reply) => reply[name]());
      fastify.get(`/${name}/message`, (_request, reply) => reply[name]("Own words."));
      fastify.get(`/${name}/thrown`, async () => {
        throw fastify.httpErrors[name]("Own words.");
      });
      fastify.get(`/${name}/bare`, async () => {
        throw fastify.httpErrors[name]();
      });
    }
    fastify.get("/http-error", (_request, reply) => reply.getHttpError(404, "Own words."));
    fastify.get("/create", async () => {
      throw fastify.httpErrors.createError(404, "Own words.", { id: 7 });
    });
    fastify.get("/assert", async () => {
      fastify.assert(false, 400, "Own words.");
    });
    fastify.get("/assert/equal", async () => {
      fastify.assert.equal(1, 2, 403, "Own words.");
    });
    fastify.get("/to", async () => {
      const [error] = await fastify.to(Promise.reject(fastify.httpErrors.gone("Own words.")));
      throw error;
    });
    fastify.get("/http-errors", async () => {
      throw httpErrors(409, "Own words.", { id: 7, headers: { "retry-after": "3" } });
    });
    fastify.get("/http-errors/503", async () => {
      throw new httpErrors.ServiceUnavailable("Own words.");
    });
    fastify.get("/utilities", async (request, reply) => {
      reply.vary("Origin").cacheControl("private");
      return { is: request.is(["json"]), forwarded: request.forwarded().length };
    });
  };
  const before = await build(t2, (fastify) => {
    fastify.register(sensible);
    fastify.register(async (child) => routes(child));
  });
  const urls = [
    ...names.flatMap((name) => ["", "/message", "/thrown", "/bare"].map((kind) => `/${name}${kind}`)),
    "/http-error",
    "/create",
    "/assert",
    "/assert/equal",
    "/to",
    "/http-errors",
    "/http-errors/503",
    "/utilities"
  ];
  t2.test("its calls stay as they are, and so do status, message and utilities", async (t3) => {
    const after = await build(t3, routes, AS_BEFORE);
    for (const url of urls) {
      const [old, now] = [await before.inject(url), await after.inject(url)];
      t3.equal(now.statusCode, old.statusCode, url);
      const { code, ...members } = now.json();
      t3.strictSame(members, old.json(), url);
      const [, name = "", kind = "message"] = url.split("/");
      if (helperNames.has(name) && kind === "message") t3.type(code, "string", url);
      else t3.equal(now.body, old.body, url);
    }
    t3.equal((await after.inject("/utilities")).headers["vary"], "Origin");
  });
  t2.test("they have the default body, with the texts below 500", async (t3) => {
    const after = await build(t3, routes, {});
    t3.equal((await after.inject("/notFound/message")).body, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"Own words."},"debug":{}}');
    t3.equal((await after.inject("/gone/thrown")).body, '{"type":["Error"],"error":{"code":"GONE","message":"Own words."},"debug":{}}');
    t3.equal((await after.inject("/badGateway/message")).json().error.message, "Own words.", "a helper means what it says");
    t3.not((await after.inject("/badGateway/thrown")).json().error.message, "Own words.");
    const response = await after.inject("/http-errors");
    t3.equal(response.headers["retry-after"], "3");
    t3.equal(response.body, '{"type":["Error"],"error":{"code":"CONFLICT","message":"Own words."},"debug":{}}', "no other property");
  });
});
t.test("http-errors-enhanced", async (t2) => {
  const body = {
    type: "object",
    required: ["name"],
    properties: { name: { type: "string" }, address: { type: "object", properties: { zip: { type: "string", pattern: "^[0-9]+$" } } } }
  };
  const routes = (fastify) => {
    fastify.get("/own", async () => {
      throw new NotFoundError("No such document.", { code: "UNREACHABLE", id: 123, headers: { "retry-after": "3", "x-own": "a" } });
    });
    fastify.get("/plain", async () => {
      throw new ConflictError("Taken.");
    });
    fastify.get("/hidden", async () => {
      throw new ConflictError("Taken.", { expose: false });
    });
    fastify.get("/created", async () => {
      throw createError(410, "Gone.", { since: "2015" });
    });
    fastify.get("/server", async () => {
      throw new BadGatewayError("The shop is closed.", { shop: { id: 7 } });
    });
    fastify.get("/deliberate", async () => {
      throw new InternalServerError("On purpose.");
    });
    for (const status of Object.keys(messagesByCodes).map(Number).filter((status2) => status2 >= 400)) {
      fastify.get(`/status/${status}`, async () => {
        throw createError(status, "Own words.");
      });
    }
    fastify.get("/unexpected", async () => {
      throw Object.assign(new Error("no such table"), { table: "users" });
    });
    fastify.post("/form", { schema: { body, querystring: { type: "object", properties: { depth: { type: "integer" } } } } }, async () => "never");
  };
  const thrown = [
    "/own",
    "/plain",
    "/hidden",
    "/created",
    "/server",
    "/deliberate",
    ...Object.keys(messagesByCodes).filter((status) => Number(status) >= 400).map((status) => `/status/${status}`)
  ];
  const before = async (t3, options = {}) => await build(t3, (fastify) => {
    fastify.register(enhancedPlugin, { hideUnhandledErrors: true, ...options });
    fastify.register(async (child) => routes(child));
  });
  t2.test("its errors have the default body, without what nobody declared", async (t3) => {
    const fastify = await build(t3, routes, {});
    const { body: body2, headers } = await fastify.inject("/own");
    t3.equal(body2, '{"type":["Error"],"error":{"code":"UNREACHABLE","message":"No such document."},"debug":{}}');
    t3.equal(headers["retry-after"], "3");
    t3.equal(headers["x-own"], void 0);
    t3.equal((await fastify.inject("/plain")).body, '{"type":["Error"],"error":{"code":"CONFLICT","message":"Taken."},"debug":{}}');
    t3.equal((await fastify.inject("/server")).body, '{"type":["Error"],"error":{"code":"BAD_GATEWAY","message":"A server behind this one gave an invalid answer."},"debug":{}}');
  });
  t2.test("format fastify has the members of its body", async (t3) => {
    const [old, now] = [await before(t3), await build(t3, routes, { format: "fastify", negotiate: [] })];
    for (const url of ["/plain", "/created"]) {
      const { since, ...members } = (await old.inject(url)).json();
      t3.equal((await now.inject(url)).body, JSON.stringify(members), url);
    }
  });
  t2.test("the mapper and the format of the README send what its plugin did, to the byte", async (t3) => {
    const [old, now] = [await before(t3), await buildServer(t3, blockWith("http-errors-enhanced"))];
    routes(now);
    for (const url of thrown) {
      const [was, is] = [await old.inject(url), await now.inject(url)];
      t3.equal(is.body, was.body, url);
      t3.equal(is.statusCode, was.statusCode, url);
      t3.equal(is.headers["content-type"], was.headers["content-type"]);
    }
    t3.equal((await now.inject("/own")).headers["x-own"], "a");
    t3.equal((await old.inject("/unexpected")).body, '{"statusCode":500,"error":"Internal Server Error","message":"An error occurred trying to process your request."}');
    t3.equal((await now.inject("/unexpected")).body, '{"statusCode":500,"error":"Internal Server Error","message":"An unknown error has occurred."}');
    const wrong = [
      [{ url: "/form", payload: {} }, { body: { name: "must be present" } }, { body: { name: "must have required property 'name'" } }],
      [{ url: "/form", payload: { name: "a", address: { zip: "b" } } }, { body: { "address/zip": 'must match pattern "^[0-9]+$"' } }, { body: { "address.zip": 'must match pattern "^[0-9]+$"' } }],
      [{ url: "/form?depth=a", payload: { name: "a" } }, { query: { depth: "must be a valid integer number" } }, { querystring: { depth: "must be integer" } }]
    ];
    for (const [ask, was, is] of wrong) {
      t3.match((await old.inject({ method: "POST", ...ask })).json(), { statusCode: 400, error: "Bad Request", failedValidations: was });
      t3.match((await now.inject({ method: "POST", ...ask })).json(), { statusCode: 400, error: "Bad Request", failedValidations: is });
    }
  });
  t2.test("every option of its plugin is in the table", async (t3) => {
    const source = await readFile(new URL("../node_modules/fastify-http-errors-enhanced/dist/index.js", import.meta.url), "utf8");
    const options = new Set([...source.matchAll(/\boptions\.(\w+)/g)].map(([, name]) => name));
    const cells = readTable(readme, "Coming from elsewhere").map(([cell = ""]) => cell);
    const named = cells.slice(0, cells.indexOf("branch")).flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    t3.strictSame(named.sort(), [...options].sort());
  });
  t2.test("what the table names does what they did", async (t3) => {
    const post = { method: "POST", url: "/form", payload: {} };
    const compare = async (t4, old2, now2, ask) => {
      t4.equal((await now2.inject(ask)).statusCode, (await old2.inject(ask)).statusCode);
    };
    await compare(t3, await before(t3, { handle404Errors: false }), await build(t3, routes, { notFound: false }), "/nowhere");
    t3.equal((await (await build(t3, routes, { ...AS_BEFORE, notFound: false })).inject("/nowhere")).body, (await (await before(t3, { handle404Errors: false })).inject("/nowhere")).body, "Fastify's own");
    await compare(t3, await before(t3), await build(t3, routes, { methodNotAllowed: false }), { method: "DELETE", url: "/plain" });
    t3.equal((await (await build(t3, routes, {})).inject({ method: "DELETE", url: "/plain" })).statusCode, 405);
    t3.match((await (await before(t3, { hideUnhandledErrors: false })).inject("/unexpected")).json(), { message: "[Error] no such table", stack: [/coming-from/], table: "users" });
    const open = (await (await build(t3, routes, { debug: true, expose: "all" })).inject("/unexpected")).json();
    t3.match(open, { error: { message: "no such table" }, debug: { message: "no such table", stack: [/coming-from/] } });
    t3.notMatch(JSON.stringify(open), /users/);
    t3.equal((await (await before(t3, { convertValidationErrors: false })).inject(post)).statusCode, 500);
    await compare(t3, await before(t3, { use422ForValidationErrors: true }), await build(t3, routes, { validation: { statusCode: 422 } }), post);
    t3.equal((await (await build(t3, routes, { validation: { statusCode: 422 } })).inject(post)).statusCode, 422);
    const reworded = await build(t3, routes, { ...AS_BEFORE, messages: ({ code, message }) => code === "NOT_FOUND" ? "Not found." : message });
    t3.equal((await reworded.inject("/nowhere")).json().message, (await (await before(t3)).inject("/nowhere")).json().message);
    const replaced = (error) => error.table === "users" ? new ConflictError("Taken.") : void 0;
    const old = await before(t3, { preHandler: (error) => replaced(error) ?? error });
    t3.match((await old.inject("/unexpected")).json(), { statusCode: 409, message: "Taken." });
    const now = await build(t3, routes, { map: [(error) => replaced(error) && errors.conflict("Taken.")] });
    t3.match((await now.inject("/unexpected")).json(), { error: { code: "CONFLICT", message: "Taken." } });
  });
  t2.test("a response that violates its schema is an error of @fastify/response-validation", async (t3) => {
    const response = { 200: { type: "object", required: ["a"], properties: { a: { type: "string" } } } };
    const old = Fastify();
    await old.register(enhancedPlugin, { convertResponsesValidationErrors: true, hideUnhandledErrors: true });
    const now = Fastify();
    await now.register(responseValidation);
    await now.register(errorsPlugin);
    for (const fastify of [old, now]) fastify.get("/", { schema: { response } }, async () => ({ b: 1 }));
    t3.match((await old.inject("/")).json(), { statusCode: 500, failedValidations: { response: { a: "must be present" } } });
    t3.equal((await now.inject("/")).body, '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}');
  });
});
t.test("@hapi/boom", async (t2) => {
  const calls = {
    notFound: () => Boom.notFound("No such document."),
    bare: () => Boom.conflict(),
    data: () => Boom.badRequest("No.", { secret: true }),
    challenge: () => Boom.unauthorized("Who?", "Basic", { realm: "docs" }),
    missing: () => Boom.unauthorized(null, "Basic"),
    allow: () => Boom.methodNotAllowed("No.", null, ["GET", "PUT"]),
    large: () => Boom.entityTooLarge("Too large."),
    decorated: () => Boom.boomify(new Error("No."), { statusCode: 422, decorate: { secret: true } }),
    custom: () => {
      const error = Boom.tooManyRequests("Slow down.");
      error.output.headers["retry-after"] = "3";
      error.output.headers["x-own"] = "a";
      Object.assign(error.output.payload, { limit: 10 });
      return error;
    },
    unavailable: () => Boom.serverUnavailable("Back soon."),
    internal: () => Boom.badImplementation("no such table"),
    upstream: () => Boom.badGateway("Own words.")
  };
  const routes = (fastify) => {
    for (const [name, make] of Object.entries(calls)) fastify.get(`/${name}`, async () => {
      throw make();
    });
    fastify.get("/unexpected", async () => {
      throw new Error("no such table");
    });
  };
  const hapi = createHapi({ debug: false });
  for (const [name, make] of Object.entries(calls)) hapi.route({ method: "GET", path: `/${name}`, handler: () => {
    throw make();
  } });
  hapi.route({ method: "GET", path: "/unexpected", handler: () => {
    throw new Error("no such table");
  } });
  t2.test("its errors have the default body with the mapper, and are a 500 without", async (t3) => {
    const fastify = await build(t3, routes, { map: [boom] });
    t3.equal((await fastify.inject("/notFound")).body, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"No such document."},"debug":{}}');
    t3.equal((await fastify.inject("/unavailable")).body, '{"type":["Error"],"error":{"code":"SERVICE_UNAVAILABLE","message":"The service is unavailable. Try again later."},"debug":{}}');
    t3.equal((await fastify.inject("/challenge")).headers["www-authenticate"], 'Basic realm="docs", error="Who?"');
    t3.match((await fastify.inject("/custom")).headers, { "retry-after": "3", "x-own": void 0 });
    t3.equal((await (await build(t3, routes, {})).inject("/notFound")).body, '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}');
  });
  t2.test("format fastify has the three members of its payload", async (t3) => {
    const fastify = await build(t3, routes, { map: [boom], format: "fastify", negotiate: [] });
    for (const name of ["notFound", "bare", "data", "decorated"]) {
      t3.equal((await fastify.inject(`/${name}`)).body, (await hapi.inject(`/${name}`)).payload, name);
    }
  });
  t2.test("the format of the README sends the payload as hapi does, to the byte", async (t3) => {
    const fastify = await buildServer(t3, blockWith("@hapi/boom"));
    routes(fastify);
    for (const name of Object.keys(calls)) {
      const [is, was] = [await fastify.inject(`/${name}`), await hapi.inject(`/${name}`)];
      t3.equal(is.statusCode, was.statusCode, name);
      t3.equal(is.body, was.payload, name);
      for (const header of ["content-type", "www-authenticate", "allow", "retry-after", "x-own"]) {
        if (was.headers[header] !== void 0) t3.equal(is.headers[header], was.headers[header], `${name} ${header}`);
      }
    }
    t3.strictSame(Object.keys((await fastify.inject("/unexpected")).json()), Object.keys(JSON.parse((await hapi.inject("/unexpected")).payload)));
  });
});
t.test("a handler of your own", async (t2) => {
  const routes = (fastify) => {
    fastify.post("/users", { schema: { body: { type: "object", required: ["name"], properties: { name: { type: "string" }, age: { type: "integer" } } } } }, async (request) => {
      throw Object.assign(new Error('duplicate key value violates unique constraint "users_name_key"'), {
        name: "DatabaseError",
        severity: "ERROR",
        code: "23505",
        table: "users",
        detail: `Key (name)=(${request.body.name}) already exists.`
      });
    });
    fastify.get("/forbidden", async () => {
      throw Object.assign(new Error("Not yours."), { statusCode: 403 });
    });
    fastify.get("/gone", async () => {
      throw httpErrors(410, "It was here.");
    });
    fastify.get("/broken", async () => {
      throw new Error("no such table");
    });
    fastify.get("/unavailable", async () => {
      throw Object.assign(new Error("pool of 7 is full"), { statusCode: 503 });
    });
  };
  const [before, after] = [await buildServer(t2, blockWith("fastify.setErrorHandler(")), await buildServer(t2, blockWith("const words"))];
  routes(before);
  routes(after);
  const users = (payload) => ({ method: "POST", url: "/users", payload, headers: { "content-type": "application/json" } });
  t2.test("is at most 25 lines, before and after", async (t3) => {
    const lines = [blockWith("fastify.setErrorHandler("), blockWith("const words")].flatMap(({ text }) => text.split("\n").filter((line) => line !== ""));
    t3.ok(lines.length <= 25, String(lines.length));
  });
  t2.test("each branch is answered as it was, to the byte", async (t3) => {
    const table = [
      [users({ name: "Ada", age: "old" }), 400, '{"error":"Invalid request.","fields":["/age must be integer"]}'],
      [users({}), 400, `{"error":"Invalid request.","fields":[" must have required property 'name'"]}`],
      [users({ name: "Ada" }), 409, '{"error":"Exists already."}'],
      ["/forbidden", 403, '{"error":"Not yours."}'],
      ["/gone", 410, '{"error":"It was here."}'],
      ["/broken", 500, '{"error":"Internal server error."}'],
      ["/nowhere", 404, '{"error":"Not found."}']
    ];
    for (const [ask, statusCode, body] of table) {
      for (const fastify of [before, after]) {
        const response = await fastify.inject(ask);
        t3.equal(response.statusCode, statusCode);
        t3.equal(response.body, body);
        t3.equal(response.headers["content-type"], "application/json; charset=utf-8");
      }
    }
  });
  t2.test("what differs is what the table says", async (t3) => {
    const differences = [
      [users("{"), [400, `{"error":"Body is not valid JSON but content-type is set to 'application/json'"}`], [400, '{"error":"Invalid request."}']],
      ["/unavailable", [500, '{"error":"Internal server error."}'], [503, '{"error":"The service is unavailable. Try again later."}']],
      [{ method: "DELETE", url: "/gone" }, [404, '{"error":"Not found."}'], [405, '{"error":"Invalid request method DELETE."}']]
    ];
    for (const [ask, was, is] of differences.slice(hasFeature("an error of its own for malformed JSON") ? 0 : 1)) {
      const [old, now] = [await before.inject(ask), await after.inject(ask)];
      t3.strictSame([old.statusCode, old.body], was);
      t3.strictSame([now.statusCode, now.body], is);
    }
  });
});
