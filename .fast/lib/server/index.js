import { checkWhenReady, hasRoutes, isRoot } from "./boot-checks.js";
import { buildNotFoundHandler } from "./not-found-handler.js";
import { handleServerEvents } from "./server-events.js";
import { serverOptions } from "./server-options.js";
export {
  buildNotFoundHandler,
  checkWhenReady,
  handleServerEvents,
  hasRoutes,
  isRoot,
  serverOptions
};
