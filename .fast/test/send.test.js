import { connect } from "node:http2";
import { get as httpGet } from "node:http";
import Fastify, {} from "fastify";
import t from "tap";
import errorsPlugin, { defineFormat, errors } from "../lib/index.js";
const CONFLICT = '{"type":["Error"],"error":{"code":"CONFLICT","message":"Taken."},"debug":{}}';
async function buildHostile(options) {
  const fastify = Fastify({ logger: { stream: { write() {
  } }, serializers: { err() {
    throw new Error("serializer");
  } } } });
  await fastify.register(errorsPlugin, options);
  return fastify;
}
t.test("send", async (t2) => {
  t2.test("clears what the failed handler said of its own body, from reply and raw", async (t3) => {
    const stale = {
      etag: '"a"',
      "last-modified": "x",
      "cache-control": "public",
      expires: "x",
      "content-encoding": "gzip",
      "content-disposition": "attachment",
      "content-language": "de",
      "content-location": "/a",
      "content-digest": "x",
      location: "/a",
      "accept-ranges": "bytes",
      "content-range": "bytes 0-1/2",
      "content-length": "3",
      "transfer-encoding": "chunked",
      trailer: "x"
    };
    const kept = { vary: "origin", "set-cookie": "a=b", "access-control-allow-origin": "*", "x-ratelimit-limit": "1", traceparent: "x" };
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    fastify.get("/reply", async (_request, reply) => {
      reply.headers({ ...stale, ...kept }).type("text/html");
      throw errors.conflict("Taken.");
    });
    fastify.get("/raw", async (_request, reply) => {
      for (const [name, value] of Object.entries({ ...stale, ...kept, "content-type": "text/html" })) reply.raw.setHeader(name, value);
      throw errors.conflict("Taken.");
    });
    for (const url of ["/reply", "/raw"]) {
      const { headers, body } = await fastify.inject(url);
      t3.equal(body, CONFLICT);
      t3.same({ ...headers, date: "" }, {
        ...kept,
        vary: "origin, Accept",
        "content-type": "application/json; charset=utf-8",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "content-length": String(CONFLICT.length),
        connection: "keep-alive",
        date: ""
      }, url);
    }
  });
  t2.test("keeps content-range at 416", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    fastify.get("/", async (_request, reply) => {
      reply.header("content-range", "bytes */7");
      throw errors.rangeNotSatisfiable();
    });
    t3.equal((await fastify.inject("/")).headers["content-range"], "bytes */7");
  });
  t2.test("drops headers that Node would refuse to write", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    fastify.get("/", async (_request, reply) => {
      reply.header("x-bad", "a\nb").header("x-list", ["a", "b\n"]).header("bad name", "a").header("x-count", 3).header("x-good", ["a", "b"]);
      throw errors.conflict("Taken.");
    });
    const { statusCode, headers, body } = await fastify.inject("/");
    t3.equal(statusCode, 409);
    t3.equal(body, CONFLICT);
    t3.same([headers["x-bad"], headers["x-list"], headers["bad name"]], [void 0, void 0, void 0]);
    t3.same([headers["x-count"], headers["x-good"]], ["3", ["a", "b"]]);
  });
  t2.test("no schema or serializer of the route reshapes the body", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    fastify.setReplySerializer(() => "reply serializer");
    const response = { "4xx": { type: "object", properties: { only: { type: "string" } } }, default: { type: "string" } };
    fastify.get("/schema", { schema: { response } }, async () => {
      throw errors.conflict("Taken.");
    });
    fastify.get("/exact", { schema: { response: { 409: { type: "object", properties: {} } } } }, (_request, reply) => reply.conflict("Taken."));
    fastify.get("/hook", { preSerialization: async () => ({ replaced: true }) }, async () => {
      throw errors.conflict("Taken.");
    });
    fastify.get("/serializer", async (_request, reply) => {
      reply.serializer(() => "serializer");
      throw errors.conflict("Taken.");
    });
    for (const url of ["/schema", "/exact", "/hook", "/serializer"]) t3.equal((await fastify.inject(url)).body, CONFLICT, url);
  });
  t2.test("cuts the connection when the reply has begun", async (t3) => {
    const lines = [];
    const fastify = Fastify({ logger: { level: "error", stream: { write: (line) => {
      lines.push(JSON.parse(line));
    } } } });
    await fastify.register(errorsPlugin);
    fastify.get("/", async (_request, reply) => {
      reply.raw.writeHead(200, { "content-type": "text/plain" });
      reply.raw.write("half");
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
      throw new Error("too late");
    });
    t3.teardown(() => fastify.close());
    await fastify.listen({ port: 0 });
    const { port } = fastify.server.address();
    const outcome = await new Promise((resolve) => {
      httpGet({ port, path: "/" }, (response) => {
        response.on("error", ({ code }) => resolve(String(code)));
        response.on("end", () => resolve("end"));
        response.resume();
      });
    });
    t3.equal(outcome, "ECONNRESET");
    t3.equal(lines.length, 1);
  });
  t2.test("cuts the connection when the reply has begun, whatever options and the logger do", async (t3) => {
    const fastify = await buildHostile({ messages: () => {
      throw new Error("messages");
    } });
    t3.teardown(() => fastify.close());
    fastify.get("/begun", async (_request, reply) => {
      reply.raw.writeHead(200, { "content-type": "text/plain" });
      reply.raw.write("half");
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
      throw new Error("too late");
    });
    await fastify.listen({ port: 0 });
    const { port } = fastify.server.address();
    const outcome = await new Promise((resolve) => {
      httpGet({ port, path: "/begun" }, (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        }).on("error", ({ code }) => resolve(`${text} ${code}`));
        response.on("end", () => resolve("end"));
      });
    });
    t3.equal(outcome, "half ECONNRESET");
  });
  t2.test("a logger that throws where an option or a format does costs nothing", async (t3) => {
    const format = defineFormat({ name: "broken", contentType: "text/plain", body: () => {
      throw new Error("body");
    }, serialize: String });
    const fastify = await buildHostile({ messages: () => {
      throw new Error("messages");
    }, format });
    fastify.get("/", (_request, reply) => reply.conflict("Taken."));
    const { statusCode, body } = await fastify.inject("/");
    t3.equal(statusCode, 409);
    t3.equal(body, CONFLICT);
  });
  t2.test("an id of the request that cannot be told leaves the last resort", async (t3) => {
    const fastify = Fastify({ genReqId: () => ({ toString() {
      throw new Error("id");
    } }) });
    await fastify.register(errorsPlugin, { requestId: true });
    fastify.get("/", (_request, reply) => {
      reply.raw.setHeader("x-stale", "a");
      reply.header("etag", '"a"').conflict("Taken.");
    });
    const { statusCode, headers, body } = await fastify.inject("/");
    t3.equal(statusCode, 500);
    t3.same([headers["x-stale"], headers["etag"]], [void 0, void 0]);
    t3.equal(body, '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}');
    t3.equal(headers["content-type"], "application/json; charset=utf-8");
  });
  t2.test("an onSend hook that fails once does not fail the reply", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    let failed = false;
    fastify.get("/", {
      onSend: async (_request, _reply, payload) => {
        if (failed) return payload;
        failed = true;
        throw errors.conflict("Taken.");
      }
    }, async () => "fine");
    t3.equal((await fastify.inject("/")).body, CONFLICT);
  });
  for (const [name, failure] of [
    ["an error", Object.assign(new Error("hook"), { statusCode: 503, headers: { "set-cookie": "a=b", "x-inner": "c", "content-type": "text/html" } })],
    ["a string", "hook"],
    ["nothing", void 0],
    ["an error reply", errors.badGateway("Hook.")]
  ]) {
    t2.test(`an onSend hook that always fails with ${name} does not reach the client`, async (t3) => {
      const lines = [];
      const fastify = Fastify({ logger: { level: "warn", stream: { write: (line) => {
        lines.push(JSON.parse(line));
      } } } });
      await fastify.register(errorsPlugin);
      const routes = async (child) => {
        child.addHook("onSend", async (_request, reply) => {
          reply.header("x-kept", "d");
          throw failure;
        });
        child.get("/conflict", (_request, reply) => reply.conflict("Taken."));
        child.get("/fine", async () => ({ fine: true }));
      };
      fastify.register(routes);
      fastify.register(async (child) => {
        await child.register(errorsPlugin, { format: "fields", negotiate: [] });
        await routes(child);
      }, { prefix: "/nested" });
      const response = await fastify.inject("/conflict");
      t3.equal(response.statusCode, 409);
      t3.equal(response.body, CONFLICT);
      t3.equal(response.headers["content-type"], "application/json; charset=utf-8");
      t3.equal(response.headers["content-length"], String(CONFLICT.length));
      t3.equal(response.headers["x-kept"], "d");
      t3.same([response.headers["set-cookie"], response.headers["x-inner"]], [void 0, void 0]);
      t3.equal((await fastify.inject("/nested/conflict")).body, '{"message":"Taken."}');
      t3.ok((await fastify.inject("/fine")).statusCode >= 500);
      t3.equal((await fastify.inject("/nested/fine")).json().message, name === "an error reply" ? "Hook." : (await fastify.inject("/fine")).json().error.message);
      t3.ok(lines.some(({ level }) => level === 50), "the failure of the hook is logged");
    });
  }
  t2.test("an onSend hook that never ends one reply does not harm the next", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    fastify.get("/", (_request, reply) => {
      reply.conflict("Taken.");
      reply.send("again");
    });
    t3.equal((await fastify.inject("/")).body, CONFLICT);
    t3.equal((await fastify.inject("/")).body, CONFLICT);
  });
  t2.test("sends no connection headers over HTTP/2", async (t3) => {
    const fastify = Fastify({ http2: true });
    await fastify.register(errorsPlugin);
    fastify.get("/upgrade", async () => {
      throw errors.upgradeRequired(["websocket"]);
    });
    fastify.get("/stale", async (_request, reply) => {
      reply.header("transfer-encoding", "chunked");
      throw errors.conflict("Taken.");
    });
    t3.teardown(() => fastify.close());
    await fastify.listen({ port: 0 });
    const session = connect(`http://localhost:${fastify.server.address().port}`);
    t3.teardown(() => {
      session.close();
    });
    const get = (path) => new Promise((resolve, reject) => {
      const stream = session.request({ ":path": path });
      let headers = {};
      let body = "";
      stream.setEncoding("utf8").on("response", (received) => {
        headers = received;
      });
      stream.on("data", (chunk) => {
        body += chunk;
      }).on("end", () => resolve({ headers, body })).on("error", reject);
    });
    const upgrade = await get("/upgrade");
    t3.equal(upgrade.headers[":status"], 426);
    t3.notOk("upgrade" in upgrade.headers);
    t3.notOk("connection" in upgrade.headers);
    t3.equal((await get("/stale")).body, CONFLICT);
  });
});
