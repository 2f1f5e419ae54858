import Fastify from "fastify";
import errorsPlugin, {} from "fastify-error-replies";
import { startLimit } from "../limit.js";
import { listen } from "../question.js";
import { conflictProblem, conflictValues } from "../replies.js";
const question = {
  title: "The same, chosen by `Accept: application/problem+json, */*;q=0.1`",
  target: 1.1,
  comparisons: [{ base: "not negotiated", target: 1.03 }],
  request: { headers: { accept: "application/problem+json, */*;q=0.1" } },
  servers: {
    limit: (setup) => startLimit(conflictProblem, setup),
    plugin: (setup) => startConflict({}, setup),
    // Sends no Vary, one header less
    "not negotiated": (setup) => startConflict({ format: "problem", negotiate: [] }, setup)
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
