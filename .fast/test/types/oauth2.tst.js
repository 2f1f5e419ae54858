import Fastify, {} from "fastify";
import { expect, test } from "tstyche";
import errorsPlugin, { errors } from "fastify-error-replies";
test("codes are those that are known, and any other", () => {
  expect().type.toBeAssignableFrom();
  expect().type.toBeAssignableFrom();
  expect().type.toBeAssignableFrom();
  expect().type.toBeAssignableFrom();
  expect().type.toBeAssignableFrom(code);
  expect().type.not.toBeAssignableFrom();
  expect().type.not.toBe();
  expect().type.not.toBe();
  expect().type.not.toBe();
});
test("oauthError", () => {
  expect(reply.oauthError("invalid_grant")).type.toBe();
  expect(errors.oauthError("invalid_grant", "Used.", { uri: new URL("https://a.example"), statusCode: 401, cause: 1 })).type.toBe();
  expect(reply.oauthError).type.toBeCallableWith("temporarily_unavailable", void 0, { retryAfter: /* @__PURE__ */ new Date() });
  expect(reply.oauthError).type.toBeCallableWith("invalid_client", "No.", { challenge: ['Basic realm="a"'] });
  expect(reply.oauthError).type.toBeCallableWith("use_dpop_nonce", "Again.", { nonce: "a" });
  expect(reply.oauthError).type.not.toBeCallableWith();
  expect(reply.oauthError).type.not.toBeCallableWith("invalid_grant", { uri: "https://a.example" });
  expect(reply.oauthError).type.not.toBeCallableWith("invalid_grant", "Used.", { status: 401 });
});
test("oauthRedirect", () => {
  expect(reply.oauthRedirect("https://a.example/cb", "access_denied")).type.toBe();
  expect(errors.oauthRedirect("https://a.example/cb", code, { state: ["a", "b"], issuer: "https://b.example", mode: "fragment" })).type.toBe();
  expect(reply.oauthRedirect).type.not.toBeCallableWith("https://a.example/cb");
  expect(reply.oauthRedirect).type.not.toBeCallableWith(void 0, "access_denied");
  expect(reply.oauthRedirect).type.not.toBeCallableWith("https://a.example/cb", "access_denied", { mode: "form_post" });
  expect(reply.oauthRedirect).type.not.toBeCallableWith("https://a.example/cb", "access_denied", { statusCode: 307 });
});
test("bearerError", () => {
  expect(reply.bearerError()).type.toBe();
  expect(errors.bearerError("insufficient_scope", { scope: ["a", "b"], realm: "a", description: "No." })).type.toBe();
  expect(reply.bearerError).type.toBeCallableWith("insufficient_user_authentication", { acrValues: "a b", maxAge: 5 });
  expect(reply.bearerError).type.toBeCallableWith("invalid_token", { scheme: ["Bearer", "DPoP"], algs: "ES256" });
  expect(reply.bearerError).type.not.toBeCallableWith("invalid_token", "Expired.");
  expect(reply.bearerError).type.not.toBeCallableWith("invalid_token", { maxAge: "5" });
});
test("handlers may return what a helper returns", () => {
  expect(Fastify().get).type.toBeCallableWith("/", async (_request, reply2) => reply2.oauthRedirect("https://a.example", "access_denied"));
});
test("option oauth2", () => {
  expect().type.toBeAssignableFrom({ oauth2: { issuer: "https://a.example", invalidClientStatusCode: 401 } });
  expect().type.not.toBeAssignableFrom({ oauth2: { invalidClientStatusCode: 403 } });
  expect(Fastify().register).type.toBeCallableWith(errorsPlugin, { oauth2: {} });
});
