import { context, SpanKind, trace, type Span } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { FastifyInstance } from 'fastify'

/** Of every trace, the one in the examples of W3C Trace Context. */
export const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'

/** Spans that have ended. */
export const exporter = new InMemorySpanExporter()

let isStarted = false

function start () {
  if (isStarted) return
  isStarted = true
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(new BasicTracerProvider({
    idGenerator: { generateTraceId: () => TRACE_ID, generateSpanId: () => 'b7ad6b7169203331' },
    spanProcessors: [new SimpleSpanProcessor(exporter)]
  }))
}

/** Gives every request a server span that is the active one, also where its body is read, and ends with the reply. */
export function traceRequests (fastify: FastifyInstance): void {
  start()
  const spans = new WeakMap<object, Span>()
  fastify.addHook('onRequest', (request, _reply, done) => {
    const span = trace.getTracer('test').startSpan(`${request.method} ${request.url}`, { kind: SpanKind.SERVER })
    spans.set(request, span)
    const active = trace.setSpan(context.active(), span)
    context.bind(active, request.raw)
    context.with(active, done)
  })
  fastify.addHook('onResponse', async (request) => { spans.get(request)?.end() })
}
