import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import formbody from "@fastify/formbody";
import { Type } from "@sinclair/typebox";
import { errors } from "fastify-error-replies";
const MAX_TOKENS = 1e3;
const LIFETIME = 300;
const SCOPES = ["documents:read", "documents:write"];
const client = {
  id: "reader",
  secret: "open-sesame",
  redirectUri: "https://reader.example/callback?from=documents"
};
const tokenSchema = Type.Object({
  grant_type: Type.String(),
  scope: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
  client_secret: Type.Optional(Type.String())
});
const authorizeSchema = Type.Object({
  client_id: Type.Optional(Type.String()),
  redirect_uri: Type.Optional(Type.String()),
  response_type: Type.Optional(Type.String()),
  scope: Type.Optional(Type.String()),
  state: Type.Optional(Type.Unknown())
  // a list when it comes twice, which is not sent back
});
async function registerOAuth2(fastify) {
  await fastify.register(formbody);
  const tokens = /* @__PURE__ */ new Map();
  fastify.post("/oauth2/token", {
    config: { errorFormat: "oauth2" },
    schema: { summary: "Get a token", body: tokenSchema }
  }, async (request, reply) => {
    const { grant_type: grantType, scope = "documents:read" } = request.body;
    if (!isClient(request)) return reply.oauthError("invalid_client", "Unknown client or wrong secret.");
    if (grantType !== "client_credentials") return reply.oauthError("unsupported_grant_type");
    const scopes = scope.split(" ");
    if (!scopes.every((name) => SCOPES.includes(name))) return reply.oauthError("invalid_scope", `Scopes are ${SCOPES.join(", ")}.`);
    removeExpired(tokens);
    if (tokens.size >= MAX_TOKENS) return reply.oauthError("temporarily_unavailable", void 0, { retryAfter: LIFETIME });
    const token = randomBytes(32).toString("base64url");
    tokens.set(token, { scopes, expires: Date.now() + LIFETIME * 1e3 });
    reply.headers({ "cache-control": "no-store", pragma: "no-cache" });
    return { access_token: token, token_type: "Bearer", expires_in: LIFETIME, scope };
  });
  fastify.get("/oauth2/authorize", {
    config: { errorFormat: "oauth2" },
    schema: { summary: "Ask a user, who declines", querystring: authorizeSchema }
  }, async (request) => {
    const { client_id: clientId, redirect_uri: redirectUri, response_type: responseType, scope = "", state } = request.query;
    if (clientId !== client.id) throw errors.oauthError("invalid_request", "Unknown client_id.");
    if (redirectUri !== client.redirectUri) throw errors.oauthError("invalid_request", "The redirect_uri is not the registered one.");
    const decline = (code, description) => errors.oauthRedirect(client.redirectUri, code, { description, state });
    if (responseType !== "code") throw decline("unsupported_response_type", "The response_type is code.");
    if (scope.split(" ").includes("documents:write")) throw decline("forbidden_scope", "This client may read documents only.");
    throw decline("access_denied", "This server declines every request.");
  });
  fastify.get("/oauth2/documents", { schema: { summary: "List documents with a token" } }, async (request, reply) => {
    const token = tokens.get(/^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "");
    if (token === void 0 || token.expires <= Date.now()) {
      return reply.bearerError("invalid_token", { description: "The token is unknown or has expired." });
    }
    if (!token.scopes.includes("documents:read")) {
      return reply.bearerError("insufficient_scope", { description: "The token may not read documents.", scope: "documents:read" });
    }
    return { documents: [] };
  });
}
function removeExpired(tokens) {
  for (const [token, { expires }] of tokens) if (expires <= Date.now()) tokens.delete(token);
}
function isClient(request) {
  const [id, secret] = readBasic(request.headers.authorization) ?? [request.body.client_id, request.body.client_secret];
  return id === client.id && isSame(secret ?? "", client.secret);
}
function readBasic(authorization) {
  if (authorization === void 0) return void 0;
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1] ?? "";
  const [id, secret] = Buffer.from(encoded, "base64").toString().split(":");
  return [id, secret].map((half) => new URLSearchParams(`half=${half ?? ""}`).get("half") ?? "");
}
function isSame(sent, expected) {
  return timingSafeEqual(createHash("sha256").update(sent).digest(), createHash("sha256").update(expected).digest());
}
export {
  client,
  registerOAuth2
};
