import circuitBreaker from "@fastify/circuit-breaker";
import compress from "@fastify/compress";
import etag from "@fastify/etag";
import formbody from "@fastify/formbody";
import httpProxy from "@fastify/http-proxy";
import multipart from "@fastify/multipart";
import replyFrom from "@fastify/reply-from";
import responseValidation from "@fastify/response-validation";
import fastifyStatic from "@fastify/static";
import createError from "http-errors";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import Fastify, {} from "fastify";
import t, {} from "tap";
import errorsPlugin, { errors } from "../lib/index.js";
import { multipart as multipartErrors, upstream } from "../lib/mappers/index.js";
import { askBothWays, askOverSocket } from "./both-ways.js";
import { badGateway, conflict, gatewayTimeout, invalid, notFound, tells, tooLarge, unavailable, unknown } from "./tells.js";
import { skipWithout } from "./versions.js";
async function build(t2, options = {}) {
  const fastify = Fastify();
  t2.teardown(() => fastify.close());
  await fastify.register(errorsPlugin, options);
  return fastify;
}
t.test("@fastify/multipart", async (t2) => {
  const buildUpload = async (t3, map = []) => {
    const fastify = await build(t3, { map });
    await fastify.register(multipart, { limits: { files: 1, fields: 1, fileSize: 10 } });
    fastify.post("/", async (request) => {
      for await (const part of request.parts()) if (part.type === "file") await part.toBuffer();
      return "fine";
    });
    return fastify;
  };
  const form = (...members) => {
    const data = new FormData();
    for (const [name, value] of members) typeof value === "string" ? data.append(name, value) : data.append(name, new Blob(["x".repeat(value)]), "a.txt");
    return data;
  };
  const raw = (body) => ({ body, headers: { "content-type": "multipart/form-data; boundary=x" } });
  const head = '--x\r\nContent-Disposition: form-data; name="a"';
  const refused = {
    "too many files": [{ body: form(["a", 1], ["b", 1]) }, [413, "CONTENT_TOO_LARGE", "reach files limit"]],
    "too many fields": [{ body: form(["a", "1"], ["b", "2"]) }, [413, "CONTENT_TOO_LARGE", "reach fields limit"]],
    "a file that is too large": [{ body: form(["a", 11]) }, [413, "CONTENT_TOO_LARGE", "request file too large"]],
    "a file of 2 MB, most of which nobody has read": [{ body: form(["a", 2e6]) }, [413, "CONTENT_TOO_LARGE", "request file too large"]],
    "a name of a prototype": [{ body: form(["__proto__", "1"]) }, [400, "INVALID_REQUEST", "prototype property is not allowed as field name"]],
    "another media type": [{ body: {} }, [406, "NOT_ACCEPTABLE", "the request is not multipart"]],
    "a media type that nobody parses": [{ body: "a", headers: { "content-type": "text/csv" } }, [415, "UNSUPPORTED_MEDIA_TYPE", "The media type of the request body is not supported.", { accept: "multipart/form-data, application/json, text/plain" }]],
    "a field of broken JSON": [raw(`${head}\r
Content-Type: application/json\r
\r
{hunter2\r
--x--`), [406, "NOT_ACCEPTABLE", "a request field is not a valid JSON as declared by its Content-Type"]]
  };
  t2.test("is told as it means it", async (t3) => {
    const fastify = await buildUpload(t3);
    for (const [name, [ask, expected]] of Object.entries(refused)) {
      tells(t3, await askOverSocket(fastify, { method: "POST", url: "/", ...ask }), expected, name);
    }
    t3.equal((await askOverSocket(fastify, { method: "POST", url: "/", body: form(["a", "1"], ["b", 10]) })).text, "fine");
  });
  t2.test("tells no malformed body from a failure of the server; a mapper does", async (t3) => {
    for (const [map, expected] of [[[], unknown], [[multipartErrors], invalid]]) {
      const fastify = await buildUpload(t3, [...map]);
      for (const [name, ask] of Object.entries({
        "a field that is cut off": raw(`${head}\r
\r
foo`),
        "a file that is cut off": raw(`${head}; filename="b"\r
\r
foo`),
        "no boundary": { body: "a", headers: { "content-type": "multipart/form-data" } }
      })) {
        tells(t3, await askOverSocket(fastify, { method: "POST", url: "/", ...ask }), expected, name);
      }
      t3.equal((await askOverSocket(fastify, { method: "POST", url: "/", body: form(["a", "1"]) })).text, "fine");
    }
  });
});
t.test("@fastify/formbody", async (t2) => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  t2.test("takes what is malformed, and refuses what is too large", async (t3) => {
    const fastify = await build(t3);
    await fastify.register(formbody, { bodyLimit: 20 });
    fastify.post("/", async (request) => request.body);
    for (const { text } of await askBothWays(fastify, { method: "POST", url: "/", headers, body: "a=%zz&&b=%" })) t3.equal(text, '{"a":"%zz","b":"%"}');
    for (const answer of await askBothWays(fastify, { method: "POST", url: "/", headers, body: "a=" + "x".repeat(20) })) tells(t3, answer, tooLarge);
  });
  t2.test("has a parser that may refuse too many parameters", { skip: skipWithout("care for content type parsers that throw") }, async (t3) => {
    const fastify = await build(t3);
    await fastify.register(formbody, {
      parser(text) {
        if (text.split("&").length > 3) throw createError(413, "Too many parameters.");
        if (text === "bug") throw new RangeError("hunter2");
        return {};
      }
    });
    fastify.post("/", async () => "fine");
    for (const [body, expected] of [["a&b&c&d", [413, "CONTENT_TOO_LARGE", "Too many parameters."]], ["bug", unknown]]) {
      for (const answer of await askBothWays(fastify, { method: "POST", url: "/", headers, body })) tells(t3, answer, expected, body);
    }
  });
});
t.test("@fastify/static", async (t2) => {
  const root = await mkdtemp(join(tmpdir(), "replies-"));
  t2.teardown(() => rm(root, { recursive: true }));
  await writeFile(join(root, "file.txt"), "0123456789");
  await writeFile(join(root, ".secret"), "hunter2");
  const fastify = await build(t2);
  await fastify.register(fastifyStatic, { root, dotfiles: "deny" });
  fastify.get("/sent", (_request, reply) => reply.sendFile("none.txt"));
  await fastify.register(async (child) => {
    await child.register(fastifyStatic, { root, prefix: "/files/", dotfiles: "deny", decorateReply: false });
  }, { prefix: "/child" });
  await fastify.register(async (child) => {
    await child.register(errorsPlugin, { format: "description", negotiate: [] });
    await child.register(fastifyStatic, { root, dotfiles: "deny", decorateReply: false });
  }, { prefix: "/own" });
  const table = {
    "a dotfile": [{ path: "/.secret" }, [403, "FORBIDDEN", "Forbidden"]],
    "a path that is not canonical": [{ path: "/a//file.txt" }, [403, "FORBIDDEN", "Forbidden"]],
    "a file that is not there": [{ path: "/none.txt" }, notFound],
    "a method that no route has": [{ path: "/file.txt", method: "PUT" }, notFound],
    "a condition that does not hold": [{ path: "/file.txt", headers: { "if-match": '"x"' } }, [412, "PRECONDITION_FAILED", "Precondition Failed"]],
    "a range behind the end": [{ path: "/file.txt", headers: { range: "bytes=50-60" } }, [416, "RANGE_NOT_SATISFIABLE", "Range Not Satisfiable", { "content-range": "bytes */10" }]]
  };
  for (const [where, prefix] of Object.entries({ "the wildcard of the server": "", "the wildcard of a child": "/child/files" })) {
    t2.test(`through ${where} is told in the format of the API`, async (t3) => {
      for (const [name, [{ path, ...ask }, expected]] of Object.entries(table)) {
        for (const answer of await askBothWays(fastify, { url: prefix + path, ...ask })) tells(t3, answer, expected, name);
      }
      for (const { text } of await askBothWays(fastify, { url: `${prefix}/file.txt` })) t3.equal(text, "0123456789");
      for (const { statusCode, text } of await askBothWays(fastify, { url: `${prefix}/none.txt`, method: "HEAD" })) t3.same([statusCode, text], [404, ""]);
    });
  }
  t2.test("follows the plugin of its own context", async (t3) => {
    for (const [path, description] of [["/.secret", "Forbidden"], ["/none.txt", "The resource that was asked for does not exist."]]) {
      for (const answer of await askBothWays(fastify, { url: `/own${path}` })) {
        t3.strictSame(answer.json(), { message: `${answer.statusCode}: ${path === "/.secret" ? "Forbidden" : "Not Found"}`, description });
      }
    }
  });
  t2.test("has a helper that finds nothing", async (t3) => {
    for (const answer of await askBothWays(fastify, { url: "/sent" })) tells(t3, answer, notFound);
  });
});
async function listenTo(t2, answer) {
  const server = createServer((socket) => {
    socket.on("error", () => {
    }).once("data", () => answer(socket));
  });
  t2.teardown(() => server.close());
  await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${server.address().port}`;
}
const DOWN = "http://127.0.0.1:1";
const OWN = '{"own":"error","of":"the upstream"}';
async function listenUpstream(t2) {
  const fastify = Fastify();
  t2.teardown(() => fastify.close());
  fastify.get("/error", (_request, reply) => {
    reply.code(409).headers({ "content-type": "application/own+json", etag: '"a"', "x-own": "1", "retry-after": "7" }).send(OWN);
  });
  fastify.get("/broken", (_request, reply) => {
    reply.code(500).headers({ etag: '"a"', "x-own": "1" }).send({ secret: "hunter2" });
  });
  fastify.get("/slow", (_request, reply) => {
    setTimeout(() => reply.send("late"), 150).unref();
  });
  return await fastify.listen({ port: 0, host: "127.0.0.1" });
}
t.test("@fastify/reply-from", async (t2) => {
  const base = await listenUpstream(t2);
  const reset = await listenTo(t2, (socket) => socket.resetAndDestroy());
  const noise = await listenTo(t2, (socket) => socket.end("hunter2\r\n\r\n"));
  const odd = await listenTo(t2, (socket) => socket.end("HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n"));
  const cut = await listenTo(t2, (socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
    setTimeout(() => socket.destroy(), 10);
  });
  const onError = (reply, { error }) => {
    reply.serviceUnavailable(3, "Back soon.", { cause: error });
  };
  const buildProxy = async (t3, client, map = []) => {
    const fastify = await build(t3, { map });
    await fastify.register(replyFrom, client);
    for (const [url, source, options] of [
      ["/error", `${base}/error`],
      ["/slow", `${base}/slow`, { timeout: 20 }],
      ["/cut", cut],
      ["/down", DOWN],
      ["/reset", reset],
      ["/noise", noise],
      ["/odd", odd],
      ["/hook", DOWN, { onError }]
    ]) {
      fastify.get(url, (_request, reply) => reply.from(source, options));
    }
    return fastify;
  };
  const always = [["/odd", badGateway], ["/hook", [503, "SERVICE_UNAVAILABLE", "Back soon.", { "retry-after": "3" }]]];
  const byDefault = [...always, ["/down", unknown], ["/reset", unknown], ["/noise", unknown]];
  const mapped = [...always, ["/down", badGateway], ["/reset", badGateway], ["/noise", badGateway]];
  for (const [name, client, more] of [["undici", { undici: {} }, []], ["node:http", { http: {} }, [["/slow", gatewayTimeout]]]]) {
    t2.test(`through ${name} blames this server for one that is down; the mapper upstream does not`, async (t3) => {
      for (const [map, table] of [[[], byDefault], [[upstream], mapped]]) {
        const fastify = await buildProxy(t3, client, map);
        for (const [url, expected] of [...table, ...more]) for (const answer of await askBothWays(fastify, { url })) tells(t3, answer, expected, url);
      }
    });
  }
  t2.test("passes on what the other server says, and cuts what it cuts", async (t3) => {
    const fastify = await buildProxy(t3, {}, [upstream]);
    for (const { way, statusCode, headers, text } of await askBothWays(fastify, { url: "/error" })) {
      t3.equal(text, OWN, way);
      t3.strictSame({ statusCode, headers }, {
        statusCode: 409,
        headers: { "content-type": "application/own+json; charset=utf-8", "content-length": String(OWN.length), etag: '"a"', "x-own": "1", "retry-after": "7" }
      }, way);
    }
    await t3.rejects(askOverSocket(fastify, { url: "/cut" }), /terminated/);
  });
});
t.test("@fastify/http-proxy", async (t2) => {
  const base = await listenUpstream(t2);
  const fastify = await build(t2, { map: [upstream] });
  const proxy = (prefix, options) => fastify.register(httpProxy, { upstream: base, prefix, ...options });
  await proxy("/api", {});
  await proxy("/hasty", { http: {}, replyOptions: { timeout: 20 } });
  await proxy("/down", { upstream: DOWN });
  await proxy("/hook", { upstream: DOWN, replyOptions: { onError: (reply) => {
    reply.serviceUnavailable(3, "Back soon.");
  } } });
  await proxy("/guarded", { preHandler: async () => {
    throw errors.forbidden("No.");
  } });
  await proxy("/covered", {
    replyOptions: {
      onResponse(_request, reply, response) {
        if (response.statusCode < 500) return reply.send(response.stream);
        response.stream.resume();
        reply.badGateway();
      }
    }
  });
  t2.test("tells what it cannot get", async (t3) => {
    for (const [url, expected] of [
      ["/hasty/slow", gatewayTimeout],
      ["/down/x", badGateway],
      ["/hook/x", [503, "SERVICE_UNAVAILABLE", "Back soon.", { "retry-after": "3" }]],
      ["/guarded/x", [403, "FORBIDDEN", "No."]],
      ["/api/..%5c..%5cx", [400, "INVALID_REQUEST", "source/request contain invalid characters"]]
    ]) {
      for (const answer of await askBothWays(fastify, { url })) tells(t3, answer, expected, url);
    }
  });
  t2.test("passes on the errors of the other server, unless onResponse replaces them", async (t3) => {
    for (const { text } of await askBothWays(fastify, { url: "/api/error" })) t3.equal(text, OWN);
    for (const { text, headers } of await askBothWays(fastify, { url: "/api/broken" })) t3.same([text, headers["etag"]], ['{"secret":"hunter2"}', '"a"']);
    for (const { text } of await askBothWays(fastify, { url: "/covered/error" })) t3.equal(text, OWN);
    for (const answer of await askBothWays(fastify, { url: "/covered/broken" })) tells(t3, answer, [...badGateway, { "x-own": "1" }]);
  });
});
t.test("@fastify/circuit-breaker", async (t2) => {
  const askTimes = async (fastify, url, expected) => {
    for (const [i, one] of expected.entries()) tells(t2, await askOverSocket(fastify, { url }), one, `${url} ${i + 1}`);
  };
  t2.test("is told whether it opens before the handler or behind it", async (t3) => {
    const fastify = await build(t3);
    await fastify.register(circuitBreaker, { threshold: 2, timeout: 15, resetTimeout: 1e3 });
    const route = (url, handler, options = {}) => {
      fastify.get(url, { preHandler: fastify.circuitBreaker(options) }, async (request, reply) => handler(request, reply));
    };
    route("/throws", () => {
      throw errors.badGateway();
    });
    route("/sends", (_request, reply) => reply.code(502).send({ own: "body" }), { threshold: 1 });
    route("/slow", async () => {
      await sleep(25);
    });
    route("/slow-error", async () => {
      await sleep(25);
      throw errors.conflict("Taken.");
    });
    route("/open", () => {
      throw errors.badGateway();
    }, { onCircuitOpen: () => {
      throw errors.serviceUnavailable(9);
    } });
    route("/timeout", () => sleep(25), { onTimeout: () => {
      throw errors.gatewayTimeout();
    } });
    await askTimes(fastify, "/throws", [badGateway, badGateway, unavailable, unavailable]);
    await askTimes(fastify, "/sends", [unavailable, unavailable]);
    await askTimes(fastify, "/slow", [unavailable, unavailable, unavailable]);
    await askTimes(fastify, "/slow-error", [conflict, conflict, unavailable]);
    await askTimes(fastify, "/open", [badGateway, badGateway, [...unavailable, { "retry-after": "9" }]]);
    await askTimes(fastify, "/timeout", [gatewayTimeout]);
  });
  t2.test("answers for itself where onCircuitOpen returns a body", async (t3) => {
    const fastify = await build(t3);
    await fastify.register(circuitBreaker, { threshold: 1, resetTimeout: 1e3, onCircuitOpen: async (_request, reply) => {
      reply.code(503);
      return "own";
    } });
    fastify.get("/", { preHandler: fastify.circuitBreaker() }, async () => {
      throw errors.badGateway();
    });
    for (let i = 0; i < 2; i++) {
      const { statusCode, text } = await askOverSocket(fastify, { url: "/" });
      t3.same([statusCode, text], [503, "own"]);
    }
  });
});
t.test("@fastify/response-validation", async (t2) => {
  const fastify = await build(t2);
  await fastify.register(responseValidation, { responseStatusCodeValidation: true });
  const schema = { type: "object", required: ["a"], properties: { a: { type: "string" } } };
  fastify.get("/wrong", { schema: { response: { 200: schema } } }, async () => ({ hunter2: 1 }));
  fastify.get("/undeclared", { schema: { response: { 200: schema } } }, async (_request, reply) => reply.code(201).send({ a: "a" }));
  fastify.get("/type", { schema: { response: { 200: { content: { "application/json": { schema } } } } } }, async (_request, reply) => reply.type("application/hunter2+json").send({ a: "a" }));
  fastify.get("/error", { schema: { response: { 200: schema } } }, async () => {
    throw errors.conflict("Taken.");
  });
  for (const [url, expected] of [["/wrong", unknown], ["/undeclared", unknown], ["/type", unknown], ["/error", conflict]]) {
    t2.test(`${url} is ${expected[0]}`, async (t3) => {
      for (const answer of await askBothWays(fastify, { url })) tells(t3, answer, expected);
    });
  }
});
t.test("@fastify/compress", async (t2) => {
  t2.test("sends an error as it is to who takes no coding", async (t3) => {
    const fastify = await build(t3);
    await fastify.register(compress, { threshold: 0 });
    fastify.get("/", async () => {
      throw errors.conflict("Taken.");
    });
    for (const coding of ["hello", "identity", "gzip;q=0"]) {
      for (const answer of await askBothWays(fastify, { url: "/", headers: { "accept-encoding": coding } })) tells(t3, answer, conflict, coding);
    }
  });
  t2.test("answers for itself where onUnsupportedEncoding returns a body, and is told where it throws", async (t3) => {
    const fastify = await build(t3);
    await fastify.register(compress, { threshold: 0 });
    const own = { onUnsupportedEncoding: (_encoding, _request, reply) => {
      reply.code(406);
      return "own";
    } };
    const thrown = { onUnsupportedEncoding: () => {
      throw errors.notAcceptable("No such coding.");
    } };
    fastify.get("/own", { compress: own }, async () => ({}));
    fastify.get("/own-error", { compress: own }, async () => {
      throw errors.conflict("Taken.");
    });
    fastify.get("/thrown", { compress: thrown }, async () => ({}));
    fastify.get("/thrown-error", { compress: thrown }, async () => {
      throw errors.conflict("Taken.");
    });
    const headers = { "accept-encoding": "hello" };
    for (const url of ["/own", "/own-error"]) {
      for (const { statusCode, text } of await askBothWays(fastify, { url, headers })) t3.same([statusCode, text], [406, "own"]);
    }
    for (const answer of await askBothWays(fastify, { url: "/thrown", headers })) tells(t3, answer, [406, "NOT_ACCEPTABLE", "No such coding."]);
    for (const answer of await askBothWays(fastify, { url: "/thrown-error", headers })) tells(t3, answer, conflict);
  });
  t2.test("refuses a body that it cannot decompress, and repeats nothing of it", async (t3) => {
    const fastify = await build(t3);
    await fastify.register(compress);
    fastify.post("/", async (request) => request.body);
    fastify.post("/named", {
      decompress: { onUnsupportedRequestEncoding: () => errors.unsupportedMediaType([], "Send gzip or br.", { headers: { "accept-encoding": "gzip, br" } }) }
    }, async () => "fine");
    const broken = [400, "INVALID_REQUEST", "Could not decompress the request payload using the provided encoding"];
    const unsupported = [415, "UNSUPPORTED_MEDIA_TYPE", "The media type of the request body is not supported.", { accept: "application/json, text/plain" }];
    const table = [
      ["hunter2", "{}", unsupported],
      ["gzip, br", "{}", unsupported],
      ["gzip", "{}", broken],
      ["br", "{}", broken],
      ["gzip", gzipSync('{"a":1}').subarray(0, 12), broken],
      ["gzip", gzipSync('{"a":'), invalid],
      ["br", brotliCompressSync('{"a":'), invalid],
      ["gzip", gzipSync(`"${"x".repeat(2e6)}"`), tooLarge]
    ];
    const ask = (coding, body, url = "/") => askBothWays(fastify, { method: "POST", url, headers: { "content-encoding": coding, "accept-encoding": "identity" }, body });
    for (const [coding, body, expected] of table) for (const answer of await ask(coding, body)) tells(t3, answer, expected, coding);
    for (const answer of await ask("hunter2", "{}", "/named")) {
      tells(t3, answer, [415, "UNSUPPORTED_MEDIA_TYPE", "Send gzip or br.", { "accept-encoding": "gzip, br", accept: "application/json, text/plain" }]);
    }
    for (const [coding, body] of [["gzip", gzipSync('{"a":1}')], ["br", brotliCompressSync('{"a":1}')]]) {
      for (const { text } of await ask(coding, body)) t3.equal(text, '{"a":1}');
    }
  });
});
t.test("@fastify/etag", async (t2) => {
  for (const options of [{ weak: true }, { algorithm: "md5" }]) {
    t2.test(`with ${JSON.stringify(options)} answers a condition with the error that it names`, async (t3) => {
      const fastify = await build(t3);
      await fastify.register(etag, options);
      fastify.get("/conflict", async () => {
        throw errors.conflict("Taken.");
      });
      for (const [url, expected] of [["/conflict", conflict], ["/none", notFound]]) {
        const tag = (await askOverSocket(fastify, { url })).headers["etag"];
        for (const condition of [tag, `W/${tag}`, tag.replace("W/", ""), "*"]) {
          for (const answer of await askBothWays(fastify, { url, headers: { "if-none-match": condition } })) {
            tells(t3, answer, [...expected, { etag: tag }], condition);
          }
        }
      }
    });
  }
});
