import fastifyPlugin from "fastify-plugin";
import sensible from "@fastify/sensible";
import { helperNames } from "../helpers/index.js";
const sensibleUtilities = fastifyPlugin((fastify, options, done) => {
  const facade = Object.create(fastify, {
    decorate: {
      value: (...args) => {
        fastify.decorate(...args);
        return facade;
      }
    },
    decorateReply: {
      value: (...args) => {
        if (!helperNames.has(args[0])) fastify.decorateReply(...args);
        return facade;
      }
    }
  });
  sensible.fastifySensible(facade, options, done);
}, { name: "@fastify/sensible", fastify: ">=5" });
export {
  sensibleUtilities
};
