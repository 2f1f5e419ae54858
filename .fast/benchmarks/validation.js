import Fastify from "fastify";
import errorsPlugin from "fastify-error-replies";
import { sendFinished } from "./limit.js";
import { listen } from "./question.js";
function askValidation(issues) {
  const names = Array.from({ length: issues }, (_, i) => `field${i}`);
  const body = { type: "object", properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])) };
  const ajv = { customOptions: { allErrors: true, coerceTypes: false } };
  const detail = {
    path: "field0",
    ...issues === 1 ? void 0 : { issues: names.map((path) => ({ path, in: "body", kind: "invalid_type", message: "must be string" })) }
  };
  const reply = {
    statusCode: 400,
    line: { code: "INVALID_BODY", message: "Invalid body content." },
    body: JSON.stringify({ type: ["Error"], error: { code: "INVALID_BODY", message: "Invalid body content.", detail }, debug: {} })
  };
  return {
    title: `Validation, ${issues} ${issues === 1 ? "issue" : "issues"}`,
    ...issues === 1 ? { target: 1.1 } : void 0,
    request: {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(Object.fromEntries(names.map((name) => [name, 1])))
    },
    servers: {
      limit: (setup) => {
        const fastify = Fastify({ ajv, ...setup });
        fastify.post("/", { schema: { body }, attachValidation: true }, (request, response) => {
          if (request.validationError !== void 0) sendFinished(response, reply);
        });
        return listen(fastify);
      },
      plugin: async (setup) => {
        const fastify = Fastify({ ajv, ...setup });
        await fastify.register(errorsPlugin, { validation: { maxIssues: 100 } });
        fastify.post("/", { schema: { body } }, () => "never");
        return listen(fastify);
      },
      "Fastify alone": (setup) => {
        const fastify = Fastify({ ajv, ...setup });
        fastify.post("/", { schema: { body } }, () => "never");
        return listen(fastify);
      }
    }
  };
}
export {
  askValidation
};
