import { publishReply } from "./diagnostics.js";
import { logRawReply, logReply } from "./log.js";
import { resolveSendOptions, sendDefaults } from "./options.js";
import { buildRawReply, serializeRawReply } from "./raw-reply.js";
import { isBeingSent, sendLastResort, sendPastHooks, sendReply } from "./send.js";
export {
  buildRawReply,
  isBeingSent,
  logRawReply,
  logReply,
  publishReply,
  resolveSendOptions,
  sendDefaults,
  sendLastResort,
  sendPastHooks,
  sendReply,
  serializeRawReply
};
