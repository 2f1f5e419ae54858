import "@fastify/sensible";
import Fastify, {} from "fastify";
import { expect, test } from "tstyche";
import errorsPlugin, { errors } from "fastify-error-replies";
const fastify = Fastify();
test("the plugin registers with its options", () => {
  expect(fastify.register).type.toBeCallableWith(errorsPlugin);
  expect(fastify.register).type.toBeCallableWith(errorsPlugin, { expose: "deliberate" });
  expect().type.toBeAssignableFrom({ log: { 404: "debug", "5xx": "fatal" } });
  expect().type.toBeAssignableFrom({ traceId: (request) => request.headers["traceparent"]?.toString() });
  expect().type.not.toBeAssignableFrom({ format: "xml" });
  expect().type.not.toBeAssignableFrom({ traceId: async () => "0af7" });
  expect().type.not.toBeAssignableFrom({ log: { 404: "loud" } });
});
test("helpers take their own arguments", () => {
  expect(reply.conflict("field", 1, 2)).type.toBe();
  expect(reply.methodNotAllowed(["GET", "POST"])).type.toBe();
  expect(reply.conflict).type.not.toBeCallableWith("field", 1);
  expect(reply.methodNotAllowed).type.not.toBeCallableWith([1]);
  expect(reply.invalidBody).type.not.toBeCallableWith();
  expect(reply.tooManyRequests).type.toBeCallableWith(/* @__PURE__ */ new Date());
  expect(reply.tooManyRequests).type.not.toBeCallableWith({});
  expect(reply.unprocessableEntity).type.toBeCallableWith({ name: ["is blank"] });
  expect(reply.unprocessableEntity).type.not.toBeCallableWith({ name: "is blank" });
  expect(reply.unauthorized).type.toBeCallableWith("Who?", { challenge: 'Basic realm="a"' });
  expect(reply.forbidden).type.not.toBeCallableWith("No.", { challenge: 'Basic realm="a"' });
  expect(reply.fail).type.toBeCallableWith(409, "field", 1, 2);
  expect(reply.fail).type.toBeCallableWith("contentTooLarge", 5);
  expect(reply.fail).type.not.toBeCallableWith("teapot");
});
test("helpers take the one message of @fastify/sensible", () => {
  expect(reply.conflict("Taken.")).type.toBe();
  expect(reply.methodNotAllowed()).type.toBe();
  expect(reply.imateapot("Short.")).type.toBe();
  expect(reply.getHttpError(404, "None.")).type.toBe();
  expect(reply.notFound("None.", { code: "NO_DOCUMENT", detail: { id: 1 } })).type.toBe();
});
test("factories give error replies", () => {
  expect(errors.conflict("field", 1, 2)).type.toBe();
  expect(errors.conflict).type.not.toBeCallableWith("field", 1);
  expect().type.toBeAssignableTo();
  expect(errors.notFound().statusCode).type.toBe();
});
test("handlers may return what a helper returns", () => {
  expect(fastify.get).type.toBeCallableWith("/", async (_request, reply2) => reply2.conflict("field", 1, 2));
});
