import { createRequire } from "node:module";
import Fastify, {} from "fastify";
import fastifyPlugin from "fastify-plugin";
import sensible from "@fastify/sensible";
import t from "tap";
import errorsPlugin, { errors } from "../lib/index.js";
t.test("plugin", async (t2) => {
  t2.test("refuses to be registered twice in one context", async (t3) => {
    const fastify = Fastify();
    fastify.register(errorsPlugin);
    fastify.register(errorsPlugin);
    await t3.rejects(async () => {
      await fastify.ready();
    }, { code: "FST_ERR_REPLIES_ALREADY_REGISTERED" });
  });
  t2.test("refuses to stand behind @fastify/sensible in one context", async (t3) => {
    const fastify = Fastify();
    fastify.register(sensible);
    fastify.register(errorsPlugin);
    await t3.rejects(async () => {
      await fastify.ready();
    }, {
      code: "FST_ERR_REPLIES_NAME_TAKEN",
      message: /remove the registration of @fastify\/sensible/
    });
  });
  t2.test("refuses a not-found handler beside its own", async (t3) => {
    const fastify = Fastify();
    fastify.setNotFoundHandler(() => "mine");
    fastify.register(errorsPlugin);
    await t3.rejects(async () => {
      await fastify.ready();
    }, {
      code: "FST_ERR_REPLIES_NOT_FOUND_HANDLER",
      message: /prefix '\/'.*'notFound: false'/
    });
  });
  t2.test("leaves the not-found handler to the application with notFound: false", async (t3) => {
    const fastify = Fastify();
    fastify.setNotFoundHandler((_request, reply) => reply.notFound("Mine."));
    await fastify.register(errorsPlugin, { notFound: false });
    const response = await fastify.inject("/");
    t3.equal(response.statusCode, 404);
    t3.equal(response.json().error.message, "Mine.");
  });
  t2.test("answers 404 for a known path with methodNotAllowed: false", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin, { methodNotAllowed: false });
    fastify.get("/", () => "ok");
    t3.equal((await fastify.inject({ method: "POST", url: "/" })).statusCode, 404);
  });
  t2.test("works registered without await, before routes of the same tick", async (t3) => {
    const fastify = Fastify();
    fastify.register(errorsPlugin);
    fastify.get("/", async () => {
      throw errors.gone();
    });
    t3.equal((await fastify.inject("/")).json().error.code, "GONE");
  });
  t2.test("leaves siblings of an encapsulated registration alone", async (t3) => {
    const fastify = Fastify();
    fastify.register(async (child) => {
      await child.register(errorsPlugin);
      child.get("/", (_request, reply) => reply.gone());
    }, { prefix: "/a" });
    fastify.register(async (child) => {
      child.get("/", async () => {
        throw Object.assign(new Error("plain"), { statusCode: 410 });
      });
    }, { prefix: "/b" });
    t3.equal((await fastify.inject("/a")).json().error.code, "GONE");
    t3.equal((await fastify.inject("/a/x")).json().error.code, "NOT_FOUND");
    t3.same((await fastify.inject("/b")).json(), { statusCode: 410, error: "Gone", message: "plain" });
    t3.equal((await fastify.inject("/b/x")).json().message, "Route GET:/b/x not found");
    t3.notOk(fastify.hasReplyDecorator("conflict"));
  });
  t2.test("registers again in a child context with other options", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    fastify.register(async (child) => {
      await child.register(errorsPlugin, { challenge: 'Basic realm="child"' });
      child.get("/", (_request, reply) => reply.unauthorized());
    }, { prefix: "/child" });
    fastify.register(async (child) => {
      await child.register(errorsPlugin, { challenge: 'Basic realm="plain"' });
      child.get("/plain", (_request, reply) => reply.unauthorized());
    });
    fastify.get("/", (_request, reply) => reply.unauthorized());
    t3.equal((await fastify.inject("/child")).headers["www-authenticate"], 'Basic realm="child"');
    t3.equal((await fastify.inject("/plain")).headers["www-authenticate"], 'Basic realm="plain"');
    t3.equal((await fastify.inject("/")).headers["www-authenticate"], 'Bearer realm="api"');
    t3.equal((await fastify.inject("/child/x")).statusCode, 404);
    t3.equal((await fastify.inject("/x")).statusCode, 404);
  });
  t2.test("lets onError hooks and a child's own error handler see the error of a helper", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    const seen = [];
    fastify.addHook("onError", async (_request, _reply, error) => {
      seen.push(error);
    });
    fastify.get("/", (_request, reply) => reply.conflict("a", 1, 2));
    fastify.register(async (child) => {
      child.setErrorHandler((error, _request, reply) => {
        reply.code(418).send({ mine: error.message });
      });
      child.get("/child", (_request, reply) => reply.conflict("Taken."));
    });
    t3.equal((await fastify.inject("/")).statusCode, 409);
    t3.equal(seen[0].code, "CONFLICT");
    const response = await fastify.inject("/child");
    t3.equal(response.statusCode, 418);
    t3.same(response.json(), { mine: "Taken." });
  });
});
t.test("sensible", async (t2) => {
  t2.test("its utilities are there, with the reply helpers of this plugin", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    fastify.get("/not-found", async () => {
      throw fastify.httpErrors.notFound("No such document.");
    });
    fastify.get("/assert", async (request) => {
      const assert = fastify.assert;
      assert(request.query.ok, 403, "Not allowed.");
      return "ok";
    });
    fastify.get("/to", async () => {
      const [error2] = await fastify.to(Promise.reject(new Error("inner")));
      return { message: error2.message };
    });
    fastify.get("/cache", async (_request, reply) => {
      reply.maxAge(10).vary("origin");
      return "ok";
    });
    fastify.get("/conflict", (_request, reply) => reply.conflict("a", 1, 2));
    fastify.get("/get", (_request, reply) => reply.getHttpError(410, "Gone for good."));
    fastify.get("/hidden", async () => {
      throw fastify.httpErrors.createError(404, "of table users", { expose: false });
    });
    fastify.get("/shown", async () => {
      throw fastify.httpErrors.createError(503, "Back soon.", { expose: true, headers: { "retry-after": "3", "set-cookie": "a=b" } });
    });
    fastify.get("/server", async () => {
      throw fastify.httpErrors.internalServerError("of table users");
    });
    const error = async (url) => (await fastify.inject(url)).json().error;
    t3.same(await error("/not-found"), { code: "NOT_FOUND", message: "No such document." });
    t3.same(await error("/assert"), { code: "FORBIDDEN", message: "Not allowed." });
    t3.equal((await fastify.inject("/assert?ok=1")).body, "ok");
    t3.same((await fastify.inject("/to")).json(), { message: "inner" });
    const cached = await fastify.inject("/cache");
    t3.equal(cached.headers["cache-control"], "max-age=10");
    t3.equal(cached.headers["vary"], "origin");
    t3.equal((await error("/conflict")).detail.conflictField, "a");
    t3.same(await error("/get"), { code: "GONE", message: "Gone for good." });
    t3.same(await error("/hidden"), { code: "NOT_FOUND", message: "There is nothing at this address." });
    t3.same(await error("/shown"), { code: "SERVICE_UNAVAILABLE", message: "Back soon." });
    const shown = await fastify.inject("/shown");
    t3.equal(shown.headers["retry-after"], "3");
    t3.equal(shown.headers["set-cookie"], void 0);
    t3.same(await error("/server"), { code: "UNKNOWN_ERROR", message: "An unknown error has occurred." });
  });
  t2.test("a plugin that depends on it finds it", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    await fastify.register(fastifyPlugin(async (instance) => {
      t3.type(instance.httpErrors.notFound, "function");
    }, { name: "dependent", dependencies: ["@fastify/sensible"] }));
    t3.ok(fastify.hasPlugin("@fastify/sensible"));
  });
  t2.test("stays away with sensible: false", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin, { sensible: false });
    t3.notOk(fastify.hasDecorator("httpErrors"));
    t3.notOk(fastify.hasPlugin("@fastify/sensible"));
    t3.ok(fastify.hasReplyDecorator("conflict"));
  });
  t2.test("of a parent context is left as it is", async (t3) => {
    const fastify = Fastify();
    await fastify.register(sensible);
    fastify.register(async (child) => {
      await child.register(errorsPlugin);
      child.get("/child", (_request, reply) => reply.conflict("a", 1, 2));
    });
    fastify.get("/", (_request, reply) => reply.conflict("Taken."));
    t3.equal((await fastify.inject("/child")).json().error.detail.conflictField, "a");
    t3.same((await fastify.inject("/")).json(), { statusCode: 409, error: "Conflict", message: "Taken." });
  });
  t2.test("the helpers we leave to it are those without a row", async (t3) => {
    const names = Object.keys(createRequire(import.meta.url)("@fastify/sensible").httpErrors);
    const theirs = names.filter((name) => !Object.hasOwn(errors, name));
    t3.same(theirs.sort(), ["HttpError", "bandwidthLimitExceeded", "createError", "getHttpError", "imateapot", "networkAuthenticationRequired", "notExtended"]);
  });
});
