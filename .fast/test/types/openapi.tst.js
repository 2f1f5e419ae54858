import { expect, test } from "tstyche";
import { openapiOptions } from "fastify-error-replies";
test("the error of an operation is a union that its code tells apart", () => {
  expect(conflict.error.code).type.toBe();
  if (conflict.error.code === "OUT_OF_STOCK") {
    expect(conflict.error.detail).type.toBe();
  }
  expect(problem.code).type.toBe();
  if (problem.code === "OUT_OF_STOCK") expect(problem.sku).type.toBe();
  expect().type.toBe();
  expect().type.toBe();
});
test("openapiOptions are options of @fastify/swagger", () => {
  expect().type.toBeAssignableFrom(openapiOptions());
  expect(openapiOptions).type.not.toBeCallableWith({ transform: true });
});
