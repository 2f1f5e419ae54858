import bearerAuth, {} from "@fastify/bearer-auth";
import rateLimit, {} from "@fastify/rate-limit";
import Fastify from "fastify";
import { expect, test } from "tstyche";
import { errorResponse, errorResponseBuilder } from "fastify-error-replies";
const fastify = Fastify();
test("errorResponseBuilder is an option of @fastify/rate-limit", () => {
  expect(errorResponseBuilder).type.toBeAssignableTo();
  expect(errorResponseBuilder).type.toBeAssignableTo();
  expect().type.toBeAssignableFrom();
  expect(fastify.register).type.toBeCallableWith(rateLimit, { max: 1, errorResponseBuilder });
  expect(fastify.get).type.toBeCallableWith("/", { config: { rateLimit: { max: 1, errorResponseBuilder } } }, async () => "ok");
  expect(errorResponseBuilder({}, { ban: false, ttl: 1 })).type.toBe();
  expect(errorResponseBuilder).type.not.toBeCallableWith({}, { ban: false });
});
test("errorResponse is an option of @fastify/bearer-auth", () => {
  expect(errorResponse).type.toBeAssignableTo();
  expect(fastify.register).type.toBeCallableWith(bearerAuth, { keys: ["key"], errorResponse });
  expect(errorResponse(new Error("text"))).type.toBeAssignableTo();
  expect(errorResponse).type.not.toBeCallableWith("text");
});
