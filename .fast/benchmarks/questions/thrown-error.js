import Fastify from "fastify";
import errorsPlugin from "fastify-error-replies";
import { sendFinished, startLimit } from "../limit.js";
import { listen } from "../question.js";
import { unknownError } from "../replies.js";
const question = {
  title: "An unexpected error, thrown: `throw new Error(\u2026)`",
  servers: {
    limit: (setup) => startLimit(unknownError, setup),
    plugin: async (setup) => {
      const fastify = Fastify(setup);
      await fastify.register(errorsPlugin);
      fastify.get("/", () => {
        throw new Error("the database is away");
      });
      return listen(fastify);
    },
    // What the Error itself costs: its stack is collected whoever answers
    "own error handler": (setup) => {
      const fastify = Fastify(setup);
      fastify.setErrorHandler((_error, _request, reply) => {
        sendFinished(reply, unknownError);
      });
      fastify.get("/", () => {
        throw new Error("the database is away");
      });
      return listen(fastify);
    }
  }
};
export {
  question
};
