import Fastify from "fastify";
import errorsPlugin from "fastify-error-replies";
import { listen } from "../question.js";
const question = {
  title: "No error: a success on a server with the plugin, beside one without",
  logged: false,
  target: 1.01,
  servers: {
    limit: (setup) => {
      const fastify = Fastify(setup);
      fastify.get("/", () => ({ fine: true }));
      return listen(fastify);
    },
    plugin: async (setup) => {
      const fastify = Fastify(setup);
      await fastify.register(errorsPlugin);
      fastify.get("/", () => ({ fine: true }));
      return listen(fastify);
    }
  }
};
export {
  question
};
