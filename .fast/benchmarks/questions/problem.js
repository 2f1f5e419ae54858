import Fastify from "fastify";
import errorsPlugin, {} from "fastify-error-replies";
import { startLimit } from "../limit.js";
import { listen } from "../question.js";
import { conflictProblem, conflictValues } from "../replies.js";
const question = {
  title: "The same helper, format `problem`",
  target: 1.08,
  comparisons: [{ base: "envelope", target: 1.05 }],
  servers: {
    limit: (setup) => startLimit({ ...conflictProblem, varies: false }, setup),
    plugin: (setup) => startConflict({ format: "problem", negotiate: [] }, setup),
    envelope: (setup) => startConflict({ negotiate: [] }, setup)
  }
};
async function startConflict(options, setup) {
  const fastify = Fastify(setup);
  await fastify.register(errorsPlugin, options);
  fastify.get("/", (_request, reply) => {
    reply.conflict(...conflictValues);
  });
  return listen(fastify);
}
export {
  question
};
