import Fastify from "fastify";
import errorsPlugin from "fastify-error-replies";
import { sendFinished } from "../limit.js";
import { listen } from "../question.js";
import { notFound } from "../replies.js";
const question = {
  title: "404: no route has the path",
  target: 1.1,
  request: { path: "/nowhere" },
  servers: {
    limit: (setup) => {
      const fastify = Fastify(setup);
      fastify.setNotFoundHandler((_request, reply) => {
        sendFinished(reply, notFound);
      });
      fastify.get("/", () => "fine");
      return listen(fastify);
    },
    plugin: async (setup) => {
      const fastify = Fastify(setup);
      await fastify.register(errorsPlugin);
      fastify.get("/", () => "fine");
      return listen(fastify);
    },
    "Fastify alone": (setup) => {
      const fastify = Fastify(setup);
      fastify.get("/", () => "fine");
      return listen(fastify);
    }
  }
};
export {
  question
};
