import { FST_ERR_REPLIES_NAME_TAKEN } from "../util/boot-errors.js";
import { errors } from "./factories.js";
const factories = Object.entries(errors);
const helperNames = new Set(factories.map(([name]) => name));
function decorateReply(fastify) {
  for (const [name, factory] of factories) {
    try {
      fastify.decorateReply(name, buildHelper(name, factory));
    } catch (error) {
      throw FST_ERR_REPLIES_NAME_TAKEN(name, { cause: error });
    }
  }
}
function buildHelper(name, factory) {
  return {
    [name]: function(...args) {
      return this.send(factory(...args));
    }
  }[name];
}
export {
  decorateReply,
  helperNames
};
