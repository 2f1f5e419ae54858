const noExtras = Object.freeze({ request: void 0, debug: void 0, requestId: void 0, traceId: void 0 });
export {
  noExtras
};
