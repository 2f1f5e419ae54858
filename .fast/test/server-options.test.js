import { once } from "node:events";
import { ServerResponse } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import Fastify, {} from "fastify";
import t, {} from "tap";
import errorsPlugin, { defineFormat, errors, serverOptions } from "../lib/index.js";
import { resolveOptions } from "../lib/options.js";
import { buildRaw } from "../lib/pipeline.js";
import { skipWhereGoneAway, skipWithout } from "./versions.js";
function logInto(lines, level = "info") {
  return { level, stream: { write: (line) => {
    lines.push(JSON.parse(line));
  } } };
}
const deafLogger = { ...logInto([]), serializers: { err() {
  throw new Error("serializer");
} } };
async function listen(t2, fastify) {
  t2.teardown(() => fastify.close());
  await fastify.listen({ host: "127.0.0.1", port: 0 });
  return fastify.server.address().port;
}
function open(t2, port) {
  let text = "";
  const socket = connect(port, "127.0.0.1");
  socket.setEncoding("latin1").on("data", (chunk) => {
    text += chunk;
  }).on("error", () => {
  });
  t2.teardown(() => socket.destroy());
  const closed = new Promise((resolve) => {
    socket.once("close", () => resolve(text));
  });
  return { socket, received: () => text, closed };
}
async function exchange(t2, port, message) {
  const { socket, closed } = open(t2, port);
  socket.write(message);
  return await closed;
}
async function waitFor(condition) {
  for (let i = 0; i < 300 && !condition(); i++) await sleep(10);
}
const envelope = (code, message) => ({ type: ["Error"], error: { code, message }, debug: {} });
const bodies = {
  400: envelope("INVALID_REQUEST", "Invalid request."),
  408: envelope("REQUEST_TIMEOUT", "The request took too long to arrive."),
  413: envelope("CONTENT_TOO_LARGE", "The request body is too large."),
  414: envelope("URI_TOO_LONG", "The request address is too long."),
  417: envelope("EXPECTATION_FAILED", "The expectation of the request cannot be met."),
  431: envelope("REQUEST_HEADER_FIELDS_TOO_LARGE", "The header of the request is too large."),
  500: envelope("UNKNOWN_ERROR", "An unknown error has occurred."),
  503: envelope("SERVICE_UNAVAILABLE", "The service is unavailable. Try again later.")
};
const common = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff"
};
function rawReply(status, phrase) {
  const body = JSON.stringify(bodies[status]);
  return `HTTP/1.1 ${status} ${phrase}\r
content-type: application/json; charset=utf-8\r
content-length: ${Buffer.byteLength(body)}\r
cache-control: no-store\r
x-content-type-options: nosniff\r
date: now\r
connection: close\r
\r
` + body;
}
const withoutDate = (text) => text.replaceAll(/date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/gi, "date: now");
const asyncConstraint = {
  name: "tenant",
  storage() {
    const routes = /* @__PURE__ */ new Map();
    return { get: (key) => routes.get(key) ?? null, set: (key, value) => {
      routes.set(key, value);
    } };
  },
  validate: () => true,
  deriveConstraint: (_request, _context, done) => {
    done(new Error("secret"));
  }
};
t.test("serverOptions", async (t2) => {
  t2.test("refuses an option that means nothing before a route is found", async (t3) => {
    t3.throws(() => serverOptions({ map: [] }), { code: "FST_ERR_REPLIES_UNKNOWN_OPTION", message: "'map' is not an option of fastify-error-replies, its options are format, negotiate, problem, description, phrases, requestId, traceId, debug, log" });
    t3.throws(() => serverOptions(null), { code: "FST_ERR_REPLIES_INVALID_OPTION", message: "the option should be an object, instead got 'null'" });
    t3.throws(() => serverOptions({ format: "no" }), { code: "FST_ERR_REPLIES_INVALID_OPTION" });
  });
  t2.test("fits every constructor", async (t3) => {
    for (const fastify of [Fastify({ ...serverOptions() }), Fastify({ http2: true, ...serverOptions() }), Fastify({ https: {}, ...serverOptions() }), Fastify({ http2: true, https: {}, ...serverOptions() })]) {
      t3.teardown(() => fastify.close());
      t3.ok(fastify.server);
    }
  });
});
t.test("frameworkErrors", async (t2) => {
  const table = {
    "a malformed escape": { url: "/secret%zz", status: 400 },
    "an escape that is no UTF-8": { url: "/secret%ff", status: 400 },
    "a parameter that is too long": { url: `/p/${"secret".repeat(20)}`, status: 414, skip: skipWithout("an error for parameters that are too long") },
    "an asynchronous constraint that fails": { url: "/secret", status: 500, constraints: { tenant: asyncConstraint } }
  };
  for (const [name, { url, status, constraints, skip = false }] of Object.entries(table)) {
    for (const registered of [true, false]) {
      t2.test(`${name} is ${status} ${registered ? "with" : "without"} the plugin`, { skip }, async (t3) => {
        const lines = [];
        const fastify = Fastify({ ...serverOptions(), logger: logInto(lines), ...constraints && { constraints } });
        t3.teardown(() => fastify.close());
        if (registered) await fastify.register(errorsPlugin);
        fastify.get("/p/:name", async () => "ok");
        fastify.post("/secret", constraints ? { constraints: { tenant: "a" } } : {}, async () => "ok");
        const response = await fastify.inject(url);
        t3.equal(response.statusCode, status);
        t3.same(response.json(), bodies[status]);
        t3.match(response.headers, { ...common, "content-length": String(response.rawPayload.length) });
        t3.notMatch(JSON.stringify(response.headers) + response.body, /secret|FST_/);
        t3.equal(lines.filter(({ err }) => err !== void 0).length, 1);
      });
    }
  }
  t2.test("to HEAD there is no body", async (t3) => {
    const fastify = Fastify({ ...serverOptions() });
    fastify.get("/", async () => "ok");
    const port = await listen(t3, fastify);
    const text = await exchange(t3, port, "HEAD /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    t3.match(text, /^HTTP\/1\.1 400 Bad Request\r\n[^]*\r\n\r\n$/);
  });
  t2.test("follows the options of the plugin on the root instance", async (t3) => {
    const fastify = Fastify({ ...serverOptions() });
    t3.teardown(() => fastify.close());
    await fastify.register(errorsPlugin, { debug: true });
    fastify.get("/", async () => "ok");
    t3.match((await fastify.inject("/%zz")).json().debug, { name: "FastifyError", causes: [] });
  });
  t2.test("follows its own where the plugin is elsewhere", async (t3) => {
    const fastify = Fastify({ ...serverOptions({ debug: true }) });
    t3.teardown(() => fastify.close());
    await fastify.register(async (child) => {
      await child.register(errorsPlugin);
    }, { prefix: "/child" });
    fastify.get("/", async () => "ok");
    t3.match((await fastify.inject("/%zz")).json().debug, { name: "FastifyError", causes: [] });
  });
  t2.test("outlives what an application brings", async (t3) => {
    const fastify = Fastify({
      ...serverOptions(),
      logger: deafLogger
    });
    t3.teardown(() => fastify.close());
    await fastify.register(errorsPlugin, {
      map: [(_error, request) => request.params.id],
      debug: (request) => request.params.id,
      log: (_error, request) => request.params.id
    });
    fastify.get("/", async () => "ok");
    const response = await fastify.inject("/%zz");
    t3.equal(response.statusCode, 400);
    t3.same(response.json(), bodies[400]);
  });
  t2.test("outlives a response that throws, which ends the connection", async (t3) => {
    class HostileResponse extends ServerResponse {
      constructor(request) {
        super(request);
        if (request.url !== "/%zz") return;
        Object.defineProperty(this, "headersSent", { get() {
          throw new Error("headersSent");
        } });
        this.writeHead = () => {
          throw new Error("writeHead");
        };
      }
    }
    const fastify = Fastify({ ...serverOptions(), http: { ServerResponse: HostileResponse } });
    fastify.get("/", async () => "ok");
    const port = await listen(t3, fastify);
    t3.equal(await exchange(t3, port, "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"), "");
    t3.match(await exchange(t3, port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 200 [^]*ok$/);
  });
  t2.test("answers over HTTP/2", async (t3) => {
    const fastify = Fastify({ http2: true, ...serverOptions() });
    await fastify.register(errorsPlugin);
    const session = openSession(t3, await listen(t3, fastify));
    const { headers, body } = await request2(session, { ":path": "/%zz" });
    t3.match(headers, { ":status": 400, ...common });
    t3.same(JSON.parse(body), bodies[400]);
  });
});
t.test("clientErrorHandler", async (t2) => {
  const chunked = "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n";
  const table = {
    "what is no HTTP": { message: "secret\r\n\r\n", status: 400, phrase: "Bad Request", reason: "HPE_INVALID_METHOD" },
    "a TLS handshake": { message: "\0", status: 400, phrase: "Bad Request", reason: "HPE_INVALID_METHOD" },
    "an invalid header": { message: "GET / HTTP/1.1\r\nHost: a\r\nse cret: 1\r\n\r\n", status: 400, phrase: "Bad Request", reason: "HPE_INVALID_HEADER_TOKEN" },
    "a header that is too large": { message: `GET / HTTP/1.1\r
Host: a\r
secret: ${"x".repeat(7e4)}\r
\r
`, status: 431, phrase: "Request Header Fields Too Large", reason: "HPE_HEADER_OVERFLOW" },
    "a chunk size that is none": { message: `${chunked}secret\r
`, status: 400, phrase: "Bad Request", reason: "HPE_INVALID_CHUNK_SIZE" },
    "chunk extensions that are too large": { message: `${chunked}1;${"x".repeat(2e4)}\r
`, status: 413, phrase: "Content Too Large", reason: "HPE_CHUNK_EXTENSIONS_OVERFLOW" },
    "a request that does not arrive in time": { message: "GET / HTTP/1.1\r\nHost: a\r\nsecret:", status: 408, phrase: "Request Timeout", reason: "ERR_HTTP_REQUEST_TIMEOUT" },
    "a body that does not arrive in time": { message: 'POST /body HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"secret', status: 408, phrase: "Request Timeout", reason: "ERR_HTTP_REQUEST_TIMEOUT" }
  };
  for (const [name, { message, status, phrase, reason }] of Object.entries(table)) {
    for (const registered of [true, false]) {
      t2.test(`${name} is ${status} ${registered ? "with" : "without"} the plugin`, async (t3) => {
        const lines = [];
        const fastify = Fastify({
          ...serverOptions(),
          logger: logInto(lines),
          requestTimeout: 100,
          http: { connectionsCheckingInterval: 20, headersTimeout: 100 }
        });
        if (registered) await fastify.register(errorsPlugin);
        fastify.post("/body", async () => "ok");
        fastify.get("/", async () => "ok");
        const port = await listen(t3, fastify);
        t3.equal(withoutDate(await exchange(t3, port, message)), rawReply(status, phrase));
        t3.match(lines.filter((line) => line.reason !== void 0), [
          { level: 30, err: { code: bodies[status].error.code, statusCode: status }, reason }
        ]);
        t3.notMatch(JSON.stringify(lines), /secret|rawPacket/);
        t3.equal((await fastify.inject("/")).body, "ok", "the server still answers");
      });
    }
  }
  t2.test("content-length counts bytes", async (t3) => {
    const { headers, body } = buildRaw(errors.badRequest("Gr\xF6\xDFe \u2014 \u5C3A\u5BF8 \u{1F600}"), { thrown: void 0, log: Fastify().log }, resolveOptions());
    t3.equal(headers["content-length"], String(Buffer.from(body).length));
    t3.not(headers["content-length"], String(body.length));
    t3.equal(JSON.parse(body).error.message, "Gr\xF6\xDFe \u2014 \u5C3A\u5BF8 \u{1F600}");
  });
  t2.test("a log function that needs a request does not cost the reply", async (t3) => {
    const lines = [];
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) });
    await fastify.register(errorsPlugin, { log: (_error, request) => request.url === "/" ? "debug" : "error" });
    t3.equal(withoutDate(await exchange(t3, await listen(t3, fastify), "secret\r\n\r\n")), rawReply(400, "Bad Request"));
    t3.match(lines.filter(({ reason }) => reason !== void 0), [{ level: 30 }]);
  });
  t2.test("a format that cannot do without a request does not cost the reply", async (t3) => {
    const lines = [];
    const format = defineFormat({ name: "needy", contentType: "text/plain", body: (_error, { request }) => request.url, serialize: String });
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) });
    await fastify.register(errorsPlugin, { format });
    const port = await listen(t3, fastify);
    t3.equal(withoutDate(await exchange(t3, port, "secret\r\n\r\n")), rawReply(400, "Bad Request"));
    t3.match(await exchange(t3, port, "GET / HTTP/1.1\r\nHost: a\r\nExpect: secret\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 417 [^]*EXPECTATION_FAILED/);
    t3.equal(lines.filter(({ msg }) => msg === "fastify-error-replies: format 'needy' failed").length, 2);
  });
  t2.test("a logger that throws costs neither the reply nor the server", async (t3) => {
    const fastify = Fastify({ ...serverOptions(), logger: deafLogger });
    const port = await listen(t3, fastify);
    for (let time = 0; time < 2; time++) t3.equal(withoutDate(await exchange(t3, port, "secret\r\n\r\n")), rawReply(400, "Bad Request"));
  });
  t2.test("a logger and a format that throw cost neither the reply nor the server", async (t3) => {
    const format = defineFormat({ name: "needy", contentType: "text/plain", body: (_error, { request }) => request.url, serialize: String });
    const fastify = Fastify({ ...serverOptions(), logger: deafLogger });
    await fastify.register(errorsPlugin, { format });
    const port = await listen(t3, fastify);
    t3.equal(withoutDate(await exchange(t3, port, "secret\r\n\r\n")), rawReply(400, "Bad Request"));
    t3.match(await exchange(t3, port, "GET / HTTP/1.1\r\nHost: a\r\nExpect: secret\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 417 [^]*EXPECTATION_FAILED/);
    t3.match(await exchange(t3, port, "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 404 [^]*\/a$/);
  });
  t2.test("a socket and a response that throw end the connection, not the server", async (t3) => {
    class HostileResponse extends ServerResponse {
      constructor(request) {
        super(request);
        if (request.headers.expect !== void 0) this.writeHead = () => {
          throw new Error("writeHead");
        };
      }
    }
    const fastify = Fastify({ ...serverOptions(), http: { ServerResponse: HostileResponse } });
    await fastify.register(errorsPlugin);
    fastify.get("/", async ({ raw }) => {
      raw.socket.end = () => {
        throw new Error("end");
      };
      return "fine";
    });
    const port = await listen(t3, fastify);
    const { socket, received, closed } = open(t3, port);
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await waitFor(() => received().endsWith("fine"));
    socket.write("secret\r\n\r\n");
    t3.match(await closed, /fine$/);
    t3.equal(await exchange(t3, port, "GET / HTTP/1.1\r\nHost: a\r\nExpect: secret\r\n\r\n"), "");
    t3.match(await exchange(t3, port, "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 404 /);
  });
  t2.test("a connection that a handler has ended is closed without a word", async (t3) => {
    const lines = [];
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) });
    fastify.get("/", ({ raw }, reply) => {
      reply.hijack();
      raw.socket.end("HTTP/1.1 200 OK\r\n\r\nbye");
    });
    const port = await listen(t3, fastify);
    const accepted = once(fastify.server, "connection");
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    t3.teardown(() => socket.destroy());
    let text = "";
    socket.setEncoding("latin1").on("data", (chunk) => {
      text += chunk;
    }).on("error", () => {
    });
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const [server] = await accepted;
    await once(socket, "end");
    t3.equal(server.destroyed, false);
    socket.write("secret\r\n\r\n");
    await once(server, "close");
    t3.equal(text, "HTTP/1.1 200 OK\r\n\r\nbye");
    t3.same(lines.filter(({ reason }) => reason !== void 0), []);
  });
  t2.test("level silent logs nothing", async (t3) => {
    const lines = [];
    const fastify = Fastify({ ...serverOptions({ log: { "4xx": "silent" } }), logger: logInto(lines) });
    t3.equal(withoutDate(await exchange(t3, await listen(t3, fastify), "secret\r\n\r\n")), rawReply(400, "Bad Request"));
    t3.same(lines.filter(({ reason }) => reason !== void 0), []);
  });
  t2.test("a client that sends on gets the reply, and the connection is closed", async (t3) => {
    const fastify = Fastify({ ...serverOptions() });
    const { socket, received, closed } = open(t3, await listen(t3, fastify));
    const start = Date.now();
    socket.write("secret\r\n\r\n");
    const timer = setInterval(() => socket.write("more and more"), 20);
    t3.teardown(() => clearInterval(timer));
    await waitFor(() => received() !== "");
    clearInterval(timer);
    t3.equal(withoutDate(await closed), rawReply(400, "Bad Request"));
    t3.ok(Date.now() - start < 5e3);
  });
  t2.test("one bad connection is logged once, however much comes", async (t3) => {
    const lines = [];
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) });
    const { socket, closed } = open(t3, await listen(t3, fastify));
    for (let i = 0; i < 5; i++) {
      socket.write("secret\r\n\r\n");
      await sleep(10);
    }
    await closed;
    t3.equal(lines.filter(({ reason }) => reason !== void 0).length, 1);
  });
  t2.test("a reset gets nothing and is not logged", async (t3) => {
    const lines = [];
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) });
    const port = await listen(t3, fastify);
    const { socket } = open(t3, port);
    socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n");
    await sleep(30);
    socket.resetAndDestroy();
    await sleep(50);
    t3.same(lines.filter(({ reason, err }) => reason !== void 0 || err !== void 0), []);
  });
  t2.test("behind a request that is being handled it waits its turn", async (t3) => {
    const fastify = Fastify({ ...serverOptions() });
    await fastify.register(errorsPlugin);
    let release = () => {
    };
    fastify.get("/slow", () => new Promise((resolve) => {
      release = resolve;
    }));
    const { socket, received, closed } = open(t3, await listen(t3, fastify));
    socket.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\nsecret\r\n\r\n");
    await sleep(50);
    t3.equal(received(), "");
    release("first");
    const text = withoutDate(await closed);
    t3.match(text, /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nfirst/);
    t3.equal(text.slice(text.indexOf("first") + 5), rawReply(400, "Bad Request"));
  });
  t2.test("behind two requests it waits for both", async (t3) => {
    const fastify = Fastify({ ...serverOptions() });
    await fastify.register(errorsPlugin);
    fastify.get("/:name", async (request) => {
      await sleep(30);
      return request.params.name;
    });
    const text = withoutDate(await exchange(t3, await listen(t3, fastify), "GET /first HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\nHost: a\r\n\r\nsecret\r\n\r\n"));
    t3.match(text, /^HTTP\/1\.1 200 [^]*\r\n\r\nfirstHTTP\/1\.1 200 [^]*\r\n\r\nsecond/);
    t3.equal(text.slice(text.indexOf("second") + 6), rawReply(400, "Bad Request"));
  });
  t2.test("behind a reply that closes the connection it says nothing", async (t3) => {
    const fastify = Fastify({ ...serverOptions() });
    await fastify.register(errorsPlugin);
    fastify.get("/", async (_request, reply) => {
      await sleep(30);
      reply.header("connection", "close");
      return "first";
    });
    const text = await exchange(t3, await listen(t3, fastify), "GET / HTTP/1.1\r\nHost: a\r\n\r\nsecret\r\n\r\n");
    t3.match(text, /^HTTP\/1\.1 200 [^]*\r\n\r\nfirst$/);
  });
  t2.test("into a response that has begun nothing is written", async (t3) => {
    const fastify = Fastify({ ...serverOptions() });
    await fastify.register(errorsPlugin);
    fastify.addContentTypeParser("*", (_request, _payload, done) => {
      done(null);
    });
    fastify.post("/", (_request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { "content-type": "text/plain" });
      reply.raw.write("begun");
    });
    const { socket, received, closed } = open(t3, await listen(t3, fastify));
    socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
    await waitFor(() => received().includes("begun"));
    socket.write("secret\r\n");
    t3.match(await closed, /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n5\r\nbegun\r\n$/);
  });
});
t.test("a request that comes while the server closes", async (t2) => {
  const drain = async (t3, fastify, path) => {
    let release = () => {
    };
    let started = false;
    fastify.get("/slow", () => new Promise((resolve) => {
      started = true;
      release = resolve;
    }));
    const { socket, closed } = open(t3, await listen(t3, fastify));
    socket.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    await waitFor(() => started);
    const closing = fastify.close();
    await sleep(30);
    socket.write(`GET ${path} HTTP/1.1\r
Host: a\r
\r
`);
    await sleep(30);
    release("first");
    const text = await closed;
    await closing;
    return text.slice(text.indexOf("first") + 5);
  };
  const parse = (text) => {
    const [head, body] = text.split("\r\n\r\n");
    const [status, ...lines] = head.split("\r\n");
    const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 2)]));
    return { status, headers, body: JSON.parse(body) };
  };
  for (const path of ["/", "/unknown", "/child"]) {
    t2.test(`${path} is 503`, async (t3) => {
      const fastify = Fastify({ ...serverOptions() });
      await fastify.register(errorsPlugin);
      let ran = false;
      fastify.get("/", async () => {
        ran = true;
      });
      await fastify.register(async (child) => {
        child.get("/child", async () => {
          ran = true;
        });
      });
      const { status, headers, body } = parse(await drain(t3, fastify, path));
      t3.equal(status, "HTTP/1.1 503 Service Unavailable");
      t3.match(headers, { ...common, connection: "close" });
      t3.same(body, bodies[503]);
      t3.equal(ran, false);
    });
  }
  t2.test("reaches the hooks of the application", async (t3) => {
    const fastify = Fastify({ ...serverOptions() });
    fastify.addHook("onSend", async (_request, reply) => {
      reply.header("x-trace", "1");
    });
    await fastify.register(errorsPlugin);
    t3.match(parse(await drain(t3, fastify, "/")).headers, { "x-trace": "1" });
  });
  t2.test("without serverOptions is Fastify's", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    t3.same(parse(await drain(t3, fastify, "/")).body, { error: "Service Unavailable", message: "Service Unavailable", statusCode: 503 });
  });
  t2.test("is 503 over HTTP/2", { skip: skipWhereGoneAway }, async (t3) => {
    const fastify = Fastify({ http2: true, ...serverOptions() });
    await fastify.register(errorsPlugin);
    let release = () => {
    };
    let started = false;
    fastify.get("/slow", () => new Promise((resolve) => {
      started = true;
      release = resolve;
    }));
    fastify.get("/", async () => "ok");
    const session = openSession(t3, await listen(t3, fastify));
    const first = request2(session, { ":path": "/slow" });
    await waitFor(() => started);
    const closing = fastify.close();
    await sleep(30);
    const { headers, body } = await request2(session, { ":path": "/" });
    release("first");
    t3.equal((await first).body, "first");
    session.close();
    await closing;
    t3.match(headers, { ":status": 503, ...common });
    t3.same(JSON.parse(body), bodies[503]);
  });
});
t.test("an expectation other than 100-continue", async (t2) => {
  const message = "POST / HTTP/1.1\r\nHost: a\r\nExpect: secret\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  t2.test("is 417", async (t3) => {
    const lines = [];
    const fastify = Fastify({ logger: logInto(lines) });
    await fastify.register(errorsPlugin);
    fastify.post("/", async () => "ok");
    const text = await exchange(t3, await listen(t3, fastify), message);
    const [head, body] = text.split("\r\n\r\n");
    t3.match(head, /^HTTP\/1\.1 417 Expectation Failed\r\ncontent-type: application\/json; charset=utf-8\r\ncontent-length: \d+\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n/);
    t3.same(JSON.parse(body), bodies[417]);
    t3.equal(lines.filter(({ err }) => err !== void 0).length, 1);
  });
  t2.test("is 417 over HTTP/2", async (t3) => {
    const fastify = Fastify({ http2: true });
    await fastify.register(errorsPlugin);
    const session = openSession(t3, await listen(t3, fastify));
    const { headers, body } = await request2(session, { ":path": "/", expect: "secret" });
    t3.match(headers, { ":status": 417, ...common });
    t3.same(JSON.parse(body), bodies[417]);
  });
  for (const when of ["before", "after"]) {
    t2.test(`is left to a listener of the application set ${when} the plugin`, async (t3) => {
      const fastify = Fastify();
      const listener = () => {
        fastify.server.on("checkExpectation", (_request, response) => {
          response.writeHead(418, { connection: "close" }).end("own");
        });
      };
      if (when === "before") listener();
      await fastify.register(errorsPlugin);
      if (when === "after") listener();
      t3.match(await exchange(t3, await listen(t3, fastify), message), /^HTTP\/1\.1 418 [^]*own/);
    });
  }
  t2.test("stays Node's where the plugin is in a child context", async (t3) => {
    const fastify = Fastify();
    await fastify.register(async (child) => {
      await child.register(errorsPlugin);
    });
    t3.match(await exchange(t3, await listen(t3, fastify), message), /^HTTP\/1\.1 417 Expectation Failed\r\n(?!.*json)/);
  });
  t2.test("100-continue goes on", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    fastify.post("/", async () => {
      throw errors.gone();
    });
    t3.match(await exchange(t3, await listen(t3, fastify), message.replace("secret", "100-continue")), /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 410 Gone/);
  });
});
t.test("the boot line", async (t2) => {
  const boot = async (t3, options, level = "debug") => {
    const lines = [];
    const fastify = Fastify({ ...options, logger: logInto(lines, level) });
    t3.teardown(() => fastify.close());
    await fastify.register(errorsPlugin);
    await fastify.register(async (child) => {
      await child.register(errorsPlugin, { debug: true });
    }, { prefix: "/child" });
    await fastify.ready();
    return lines.filter(({ msg }) => msg.startsWith("fastify-error-replies"));
  };
  t2.test("says once what stays Fastify's", async (t3) => {
    t3.match(await boot(t3, {}), [{
      level: 20,
      msg: "fastify-error-replies does not answer malformed URLs, over-long parameters and asynchronous constraints (frameworkErrors), malformed HTTP, request timeouts and header overflows (clientErrorHandler), requests while the server closes (return503OnClosing): these belong to the constructor, see serverOptions()"
    }]);
  });
  t2.test("says it of what the application took back", async (t3) => {
    t3.match(await boot(t3, { ...serverOptions(), clientErrorHandler() {
    } }), [{
      msg: "fastify-error-replies does not answer malformed HTTP, request timeouts and header overflows (clientErrorHandler): these belong to the constructor, see serverOptions()"
    }]);
  });
  t2.test("says nothing with serverOptions, or above debug", async (t3) => {
    t3.same(await boot(t3, serverOptions()), []);
    t3.same(await boot(t3, {}, "info"), []);
  });
});
function openSession(t2, port) {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  session.on("error", () => {
  });
  t2.teardown(() => session.destroy());
  return session;
}
async function request2(session, headers) {
  const stream = session.request(headers);
  const response = once(stream, "response");
  let body = "";
  stream.setEncoding("utf8").on("data", (chunk) => {
    body += chunk;
  });
  const ended = once(stream, "end");
  stream.end();
  const [received] = await response;
  await ended;
  return { headers: received, body };
}
