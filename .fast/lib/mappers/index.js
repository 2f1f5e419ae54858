import { abort } from "./abort.js";
import { boom } from "./boom.js";
import { multipart } from "./multipart.js";
import { postgres } from "./postgres.js";
import { prisma } from "./prisma.js";
import { upstream } from "./upstream.js";
import { zod } from "./zod.js";
export {
  abort,
  boom,
  multipart,
  postgres,
  prisma,
  upstream,
  zod
};
