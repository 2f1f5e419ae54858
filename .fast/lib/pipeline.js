import { noExtras } from "./error/body-extras.js";
import { definitionOf } from "./error/catalog.js";
import { ErrorReply } from "./error/error-reply.js";
import { kDefinition } from "./error/symbols.js";
import { ThrownRecord } from "./error/thrown.js";
import { buildExtras, enforceDeclared, finalize, requiredHeaders } from "./finalize/index.js";
import { renderReply } from "./formats/index.js";
import { normalize } from "./normalize/index.js";
import { buildRawReply, isBeingSent, logRawReply, logReply, publishReply, sendLastResort, sendPastHooks, sendReply } from "./send/index.js";
import { reportFailure } from "./util/report-failure.js";
function buildErrorHandler(options, choices) {
  const { formats } = options;
  const unknownError = new ErrorReply(definitionOf(500), {});
  const lastResort = { error: unknownError, ...renderReply(formats.default, unknownError, noExtras) };
  return function errorHandler(value, request, reply) {
    try {
      let thrown = new ThrownRecord(value);
      if (isBeingSent(reply)) {
        logReply(normalize(thrown, request, reply, formats.default.validationStatusCode, options), thrown, request, reply, options);
        sendPastHooks(reply, value);
        return;
      }
      const routeFormat = choices.formats ? readRouteFormat(request, options) : void 0;
      const chosen = routeFormat ?? (formats.negotiated ? formats.negotiate(request.headers.accept) : formats.default);
      let error = finalize(normalize(thrown, request, reply, chosen.validationStatusCode, options), request, options);
      const undeclared = options.strictErrors === false ? void 0 : enforceDeclared(error, thrown, request, options);
      if (undeclared !== void 0) {
        thrown = new ThrownRecord(undeclared);
        error = finalize(normalize(thrown, request, reply, chosen.validationStatusCode, options), request, options);
      }
      const ownFormat = readErrorFormat(error, options);
      const format = ownFormat ?? chosen;
      if (reply.raw.headersSent) {
        logReply(error, thrown, request, reply, options);
        reply.raw.destroy();
        return;
      }
      const rendered = renderReply(format, error, buildExtras(thrown, request, format.needsRequest === true, options), request.log);
      const headers = requiredHeaders(error, request, (name) => reply.getHeader(name), options);
      reply.code(error.statusCode);
      logReply(error, thrown, request, reply, options);
      const varies = ownFormat === void 0 && routeFormat === void 0 && formats.negotiated;
      sendReply({ error, format: rendered.format, body: rendered.body, headers, varies, thrown: thrown.value }, reply);
    } catch (failure) {
      reportFailure(request.log, "error", "an error could not be sent", failure);
      sendLastResort(reply, lastResort, value);
    }
  };
}
function buildRaw(error, { thrown, log, request, reason }, options) {
  const { formats } = options;
  const complete = finalize(error, request, options);
  const chosen = request !== void 0 && formats.negotiated ? formats.negotiate(request.headers.accept) : formats.default;
  const { format, body } = renderReply(chosen, complete, noExtras, log);
  const headers = requiredHeaders(complete, request, () => void 0, options);
  logRawReply(complete, reason, log, options);
  return {
    ...buildRawReply(complete, format, body, request !== void 0 && formats.negotiated ? { vary: "Accept", ...headers } : headers),
    publish: () => publishReply(complete, format, thrown, request)
  };
}
function readErrorFormat(error, { formats }) {
  const name = error[kDefinition].format;
  return name === void 0 ? void 0 : formats.byName(name);
}
function readRouteFormat(request, { formats }) {
  const name = request.routeOptions.config.errorFormat;
  return name === void 0 ? void 0 : formats.byName(name);
}
export {
  buildErrorHandler,
  buildRaw
};
