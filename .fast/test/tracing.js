import { context, SpanKind, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const exporter = new InMemorySpanExporter();
let isStarted = false;
function start() {
  if (isStarted) return;
  isStarted = true;
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new BasicTracerProvider({
    idGenerator: { generateTraceId: () => TRACE_ID, generateSpanId: () => "b7ad6b7169203331" },
    spanProcessors: [new SimpleSpanProcessor(exporter)]
  }));
}
function traceRequests(fastify) {
  start();
  const spans = /* @__PURE__ */ new WeakMap();
  fastify.addHook("onRequest", (request, _reply, done) => {
    const span = trace.getTracer("test").startSpan(`${request.method} ${request.url}`, { kind: SpanKind.SERVER });
    spans.set(request, span);
    const active = trace.setSpan(context.active(), span);
    context.bind(active, request.raw);
    context.with(active, done);
  });
  fastify.addHook("onResponse", async (request) => {
    spans.get(request)?.end();
  });
}
export {
  TRACE_ID,
  exporter,
  traceRequests
};
