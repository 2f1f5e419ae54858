import { once } from "node:events";
import { createServer } from "node:http";
import cookie from "@fastify/cookie";
import cors, {} from "@fastify/cors";
import csrfProtection from "@fastify/csrf-protection";
import helmet from "@fastify/helmet";
import oauth2, {} from "@fastify/oauth2";
import session from "@fastify/session";
import websocket from "@fastify/websocket";
import t, {} from "tap";
import { errors } from "../lib/index.js";
import { boom, upstream } from "../lib/mappers/index.js";
import { buildServer, compareError } from "./answers.js";
import { askBothWays } from "./both-ways.js";
t.test("@fastify/cookie", async (t2) => {
  t2.test("cookies that were set and cleared before an error are sent with it", async (t3) => {
    const fastify = await buildServer(t3);
    await fastify.register(cookie);
    fastify.get("/", async (_request, reply) => {
      reply.setCookie("seen", "yes", { path: "/" }).clearCookie("old");
      throw errors.conflict("Taken.");
    });
    await compareError(t3, fastify, "/", {
      status: 409,
      headers: { "set-cookie": "seen=yes; Path=/; SameSite=Lax,old=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax" },
      code: "CONFLICT",
      message: "Taken."
    });
  });
  t2.test("a cookie that cannot be written, which fails in onSend, is a 500", async (t3) => {
    const fastify = await buildServer(t3);
    await fastify.register(cookie);
    fastify.get("/", async (_request, reply) => reply.setCookie("a b", "secret").send("ok"));
    await compareError(t3, fastify, "/", { status: 500 });
  });
});
t.test("@fastify/session", async (t2) => {
  const secret = "a secret with thirty-two characters";
  async function serve(t3, store) {
    const fastify = await buildServer(t3);
    await fastify.register(cookie);
    await fastify.register(session, { secret, cookie: { secure: false }, ...store && { store } });
    fastify.get("/", async (request) => {
      Object.assign(request.session, { name: "Ada" });
      throw errors.forbidden();
    });
    fastify.get("/ok", async () => "ok");
    return fastify;
  }
  t2.test("its cookie is sent with an error", async (t3) => {
    await compareError(t3, await serve(t3), "/", { status: 403, headers: { "set-cookie": /^sessionId=[^;]+; Path=\/; HttpOnly$/ } });
  });
  const fail = (...args) => {
    args.at(-1)(Object.assign(new Error("secret"), { code: "ECONNREFUSED" }));
  };
  t2.test("a store that cannot save, which fails in onSend, is a 500", async (t3) => {
    const fastify = await serve(t3, { get: fail, set: fail, destroy: fail });
    await compareError(t3, fastify, "/ok", { status: 500 });
  });
  t2.test("a store that cannot save does not replace an error", async (t3) => {
    await compareError(t3, await serve(t3, { get: fail, set: fail, destroy: fail }), "/", { status: 403 });
  });
  t2.test("a store that cannot load is a 500", async (t3) => {
    const fastify = await serve(t3, { get: fail, set: (_id, _session, done) => done(), destroy: fail });
    const id = cookieOf(await fastify.inject("/"));
    await compareError(t3, fastify, { url: "/ok", headers: { cookie: id } }, { status: 500 });
  });
});
function cookieOf({ headers }) {
  return String(headers["set-cookie"]).split(";")[0];
}
t.test("@fastify/csrf-protection", async (t2) => {
  async function serve(t3) {
    const fastify = await buildServer(t3);
    await fastify.register(cookie);
    await fastify.register(csrfProtection, { logLevel: "debug" });
    fastify.get("/token", async (_request, reply) => reply.generateCsrf());
    fastify.get("/", { onRequest: fastify.csrfProtection }, async () => "ok");
    return fastify;
  }
  t2.test("a missing secret is a 403", async (t3) => {
    await compareError(t3, await serve(t3), "/", { status: 403, message: "Missing csrf secret" });
  });
  t2.test("a wrong token is a 403", async (t3) => {
    const fastify = await serve(t3);
    const token = await fastify.inject("/token");
    const headers = { cookie: cookieOf(token), "csrf-token": token.body };
    t3.equal((await fastify.inject({ url: "/", headers })).body, "ok");
    await compareError(t3, fastify, { url: "/", headers: { ...headers, "csrf-token": "wrong" } }, { status: 403, message: "Invalid csrf token" });
  });
});
t.test("@fastify/cors", async (t2) => {
  const origin = "https://app.example";
  const allowed = { "access-control-allow-origin": origin, "access-control-allow-credentials": "true", "access-control-expose-headers": "x-request-id", vary: "Origin, Accept" };
  const allow = { origin: [origin], credentials: true, exposedHeaders: ["x-request-id"] };
  async function serve(t3, options) {
    const fastify = await buildServer(t3);
    await fastify.register(cors, options);
    fastify.get("/", { schema: { querystring: { type: "object", properties: { n: { type: "integer" } } } } }, async () => {
      throw new Error("secret");
    });
    return fastify;
  }
  const table = {
    "an error": { ask: { url: "/" }, expected: { status: 500 } },
    "a failed validation": { ask: { url: "/?n=x" }, expected: { status: 400, code: "INVALID_PARAMETER_VALUE", message: "Invalid parameter value for n." } },
    "a 404": { ask: { url: "/nowhere" }, expected: { status: 404 } },
    "a 405": {
      ask: { method: "DELETE", url: "/" },
      expected: {
        status: 405,
        headers: { allow: "GET, HEAD" },
        body: { type: ["Error"], error: { code: "INVALID_REQUEST_METHOD", message: "Invalid request method DELETE.", detail: { allowedMethods: ["GET", "HEAD"] } }, debug: {} }
      }
    }
  };
  for (const [name, { ask, expected }] of Object.entries(table)) {
    t2.test(`its headers stay on ${name}`, async (t3) => {
      await compareError(t3, await serve(t3, allow), { ...ask, headers: { origin } }, { ...expected, headers: { ...allowed, ...expected.headers } });
    });
  }
  t2.test("an origin that it refuses with an error is that error", async (t3) => {
    const refuse = (error) => ({ origin: (_origin, done) => done(error, false) });
    await compareError(t3, await serve(t3, refuse(new Error("secret"))), "/", { status: 500, headers: { vary: "Origin, Accept" } });
    await compareError(t3, await serve(t3, refuse(errors.forbidden())), "/", { status: 403, headers: { vary: "Origin, Accept" } });
  });
  const preflight = { method: "OPTIONS", url: "/" };
  t2.test("answers a bad preflight for itself", async (t3) => {
    for (const answer of await askBothWays(await serve(t3, {}), preflight)) {
      t3.same([answer.statusCode, answer.text, answer.headers["content-type"]], [400, "Invalid Preflight Request", "text/plain"], answer.way);
    }
  });
  t2.test("a delegator that throws first brings a bad preflight in", async (t3) => {
    const fastify = await serve(t3, {
      delegator: async ({ method, headers }) => {
        if (method === "OPTIONS" && !(headers["origin"] && headers["access-control-request-method"])) throw errors.badRequest("Bad preflight.");
        return { origin };
      }
    });
    await compareError(t3, fastify, preflight, { status: 400, message: "Bad preflight." });
    t3.equal((await fastify.inject({ ...preflight, method: "OPTIONS", headers: { origin, "access-control-request-method": "GET" } })).statusCode, 204);
  });
  t2.test("with strictPreflight: false a bad preflight is no error", async (t3) => {
    for (const answer of await askBothWays(await serve(t3, { strictPreflight: false }), preflight)) t3.equal(answer.statusCode, 204, answer.way);
  });
});
t.test("@fastify/helmet", async (t2) => {
  t2.test("its headers stay on errors, each once", async (t3) => {
    const fastify = await buildServer(t3);
    await fastify.register(helmet, { enableCSPNonces: false });
    fastify.get("/", async () => "ok");
    fastify.get("/error", async (_request, reply) => {
      reply.header("etag", '"1"');
      throw new Error("secret");
    });
    const { "content-type": _type, "content-length": _length, date: _date, connection: _connection, ...headers } = (await fastify.inject("/")).headers;
    t3.ok(Object.keys(headers).length > 10);
    t3.match(headers, { "content-security-policy": /^default-src 'self';/, "x-content-type-options": "nosniff" });
    await compareError(t3, fastify, "/error", { status: 500, headers });
    await compareError(t3, fastify, "/nowhere", { status: 404, headers });
  });
});
t.test("@fastify/oauth2", async (t2) => {
  async function serve(t3, options, provider, map = [], timeout = 5e3) {
    const fastify = await buildServer(t3, { map });
    await fastify.register(oauth2, {
      name: "provider",
      credentials: {
        client: { id: "client", secret: "secret" },
        auth: { authorizeHost: provider, authorizePath: "/authorize", tokenHost: provider, tokenPath: "/token" },
        http: { timeout }
      },
      callbackUri: "https://client.example/callback",
      startRedirectPath: "/login",
      ...options
    });
    const { provider: namespace } = fastify;
    fastify.get("/callback", async (request, reply) => namespace.getAccessTokenFromAuthorizationCodeFlow(request, reply));
    fastify.get("/own-login", async (request, reply) => reply.redirect(await namespace.generateAuthorizationUri(request, reply)));
    return fastify;
  }
  const unused = "http://127.0.0.1:1";
  const cleared = ["oauth2-code-verifier", "oauth2-redirect-state"].map((name) => `${name}=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax`).join();
  const failing = { generateStateFunction: async () => {
    throw new Error("store of states at 10.0.0.7");
  }, checkStateFunction: () => true };
  t2.test("answers for itself when a redirect fails, and tells why", async (t3) => {
    for (const answer of await askBothWays(await serve(t3, failing, unused), { url: "/login" })) {
      t3.same([answer.statusCode, answer.text, answer.headers["content-type"]], [500, "store of states at 10.0.0.7", "text/plain; charset=utf-8"], answer.way);
    }
  });
  t2.test("a login route with generateAuthorizationUri brings a failed redirect in", async (t3) => {
    const { statusCode, headers } = await (await serve(t3, {}, unused)).inject("/own-login");
    t3.match([statusCode, headers.location], [302, /^http:\/\/127\.0\.0\.1:1\/authorize\?/]);
    await compareError(t3, await serve(t3, failing, unused), "/own-login", { status: 500 });
  });
  t2.test("a state that does not match is a 500 and clears its cookies", async (t3) => {
    await compareError(t3, await serve(t3, {}, unused), "/callback?code=a&state=b", { status: 500, headers: { "set-cookie": cleared } });
  });
  t2.test("a checkStateFunction says what a state that does not match is", async (t3) => {
    const check = { generateStateFunction: () => "state", checkStateFunction: async () => {
      throw errors.forbidden("Log in again.");
    } };
    await compareError(t3, await serve(t3, check, unused), "/callback?code=a&state=b", { status: 403, headers: { "set-cookie": cleared }, message: "Log in again." });
  });
  const json = { "content-type": "application/json" };
  const providers = {
    "that refuses the client": { answer: (_request, response) => {
      response.writeHead(401, { ...json, "www-authenticate": 'Basic realm="secret"' }).end('{"error":"invalid_client","error_description":"secret"}');
    } },
    "that refuses the code": { answer: (_request, response) => {
      response.writeHead(400, json).end('{"error":"invalid_grant"}');
    } },
    "that limits": { answer: (_request, response) => {
      response.writeHead(429, { ...json, "retry-after": "9" }).end("{}");
    } },
    "that answers no JSON": { answer: (_request, response) => {
      response.end("<html>");
    } },
    "that answers broken JSON": { answer: (_request, response) => {
      response.writeHead(200, json).end('{"secret');
    } },
    "that breaks off": { answer: ({ socket }) => {
      socket.destroy();
    } },
    "that stops half-way": { answer: (_request, response) => {
      response.writeHead(200, json).write('{"secret');
    }, status: 504 },
    "that does not answer": { answer: () => {
    }, status: 504 },
    "that is not there": {}
  };
  for (const [name, { answer, status = 502 }] of Object.entries(providers)) {
    t2.test(`a token endpoint ${name} is a 500, and ${status} with a mapper`, async (t3) => {
      const server = createServer(answer).listen(0, "127.0.0.1");
      t3.teardown(() => {
        server.closeAllConnections();
        server.close();
      });
      await once(server, "listening");
      const provider = answer === void 0 ? unused : `http://127.0.0.1:${server.address().port}`;
      const anyState = { generateStateFunction: () => "state", checkStateFunction: () => true };
      for (const map of [[], [upstream], [boom]]) {
        const fastify = await serve(t3, anyState, provider, map, status === 504 ? 20 : void 0);
        await compareError(t3, fastify, "/callback?code=a", { status: map.length === 0 ? 500 : status, headers: { "set-cookie": cleared } });
      }
    });
  }
});
t.test("@fastify/websocket", async (t2) => {
  async function serve(t3) {
    const fastify = await buildServer(t3);
    await fastify.register(websocket);
    return fastify;
  }
  t2.test("answers a plain request to its route for itself", async (t3) => {
    const fastify = await serve(t3);
    fastify.get("/", { websocket: true }, () => {
    });
    for (const answer of await askBothWays(fastify, { url: "/" })) {
      t3.same([answer.statusCode, answer.text, answer.headers["content-type"]], [404, "", void 0], answer.way);
    }
  });
  t2.test("a handler beside wsHandler brings a plain request in", async (t3) => {
    const fastify = await serve(t3);
    fastify.route({ method: "GET", url: "/", handler: async (_request, reply) => reply.upgradeRequired(["websocket"]), wsHandler: () => {
    } });
    for (const answer of await askBothWays(fastify, { url: "/" })) {
      t3.equal(answer.statusCode, 426, answer.way);
      t3.equal(answer.headers["upgrade"], "websocket", answer.way);
      t3.same(answer.json(), { type: ["Error"], error: { code: "UPGRADE_REQUIRED", message: "The request must be sent over another protocol." }, debug: {} }, answer.way);
    }
  });
});
