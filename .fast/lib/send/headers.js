const BASELINE = Object.freeze({
  "cache-control": "no-store",
  "x-content-type-options": "nosniff"
});
function buildHeaders(format, body, headers) {
  return {
    ...body === "" ? void 0 : { "content-type": format.contentType },
    "content-length": String(Buffer.byteLength(body)),
    ...BASELINE,
    ...format.headers,
    ...headers
  };
}
export {
  BASELINE,
  buildHeaders
};
