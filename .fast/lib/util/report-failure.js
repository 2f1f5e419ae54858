function reportFailure(log, level, message, failure) {
  try {
    log?.[level](failure === void 0 ? {} : { err: failure }, `fastify-error-replies: ${message}`);
  } catch {
  }
}
const reported = /* @__PURE__ */ new WeakSet();
function reportOnce(wrong, log, message, failure) {
  if (reported.has(wrong)) return;
  reported.add(wrong);
  reportFailure(log, "warn", message, failure);
}
export {
  reportFailure,
  reportOnce
};
