import { description } from "./description.js";
import { envelope } from "./envelope.js";
import { fastify } from "./fastify.js";
import { fields } from "./fields.js";
import { oauth2 } from "./oauth2.js";
import { problem } from "./problem.js";
const builtInFormats = { envelope, problem, fields, description, oauth2, fastify };
export {
  builtInFormats
};
