import { createServer } from "node:http";
import Fastify from "fastify";
import errorsPlugin, { errors } from "fastify-error-replies";
import { sendFinished, startLimit } from "../limit.js";
import { listen, listenHttp } from "../question.js";
import { notFound } from "../replies.js";
const MESSAGE = "There is nothing at this address.";
const question = {
  title: "A 404 thrown by a handler, and by others",
  logged: false,
  servers: {
    limit: () => startLimit(notFound, {}),
    plugin: async () => {
      const fastify = Fastify();
      await fastify.register(errorsPlugin);
      fastify.get("/", () => {
        throw errors.notFound();
      });
      return listen(fastify);
    },
    "own error handler": () => {
      const fastify = Fastify();
      fastify.setErrorHandler((_error, _request, reply) => {
        sendFinished(reply, notFound);
      });
      fastify.get("/", () => {
        throw Object.assign(new Error(MESSAGE), { statusCode: 404 });
      });
      return listen(fastify);
    },
    "Fastify alone": () => {
      const fastify = Fastify();
      fastify.get("/", () => {
        throw Object.assign(new Error(MESSAGE), { statusCode: 404 });
      });
      return listen(fastify);
    },
    "@fastify/sensible": async () => {
      const { default: sensible } = await import("@fastify/sensible");
      const fastify = Fastify();
      await fastify.register(sensible);
      fastify.get("/", () => {
        throw fastify.httpErrors.notFound(MESSAGE);
      });
      return listen(fastify);
    },
    "fastify-http-errors-enhanced": async () => {
      const { default: enhanced } = await import("fastify-http-errors-enhanced");
      const { NotFoundError } = await import("http-errors-enhanced");
      const fastify = Fastify();
      await fastify.register(enhanced);
      fastify.get("/", () => {
        throw new NotFoundError(MESSAGE);
      });
      return listen(fastify);
    },
    "hapi with boom": async () => {
      const { server: build } = await import("@hapi/hapi");
      const { notFound: boom } = await import("@hapi/boom");
      const server = build({ host: "127.0.0.1", port: 0 });
      server.route({ method: "GET", path: "/", handler: () => {
        throw boom(MESSAGE);
      } });
      await server.start();
      return Number(server.info.port);
    },
    "Express 5 with http-errors": async () => {
      const { default: express } = await import("express");
      const { default: createError } = await import("http-errors");
      const application = express();
      application.get("/", () => {
        throw createError(404, MESSAGE);
      });
      application.use((error, _request, response, _next) => {
        response.status(error.statusCode).json({ message: error.message });
      });
      return listenHttp(createServer(application));
    },
    "Hono for Node": async () => {
      const { Hono } = await import("hono");
      const { HTTPException } = await import("hono/http-exception");
      const { createAdaptorServer } = await import("@hono/node-server");
      const hono = new Hono();
      hono.get("/", () => {
        throw new HTTPException(404, { message: MESSAGE });
      });
      return listenHttp(createAdaptorServer({ fetch: hono.fetch }));
    }
  }
};
export {
  question
};
