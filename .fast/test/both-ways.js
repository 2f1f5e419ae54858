async function askBothWays(fastify, ask) {
  const { method = "GET", url } = ask;
  const { headers, payload } = buildMessage(ask);
  const injected = await fastify.inject({ method, url, headers, ...payload === void 0 ? void 0 : { payload } });
  return [
    {
      way: "inject",
      statusCode: injected.statusCode,
      headers: pickHeaders(Object.entries(injected.headers).map(([name, value]) => [name, String(value)])),
      text: injected.body,
      json: () => JSON.parse(injected.body)
    },
    await askOverSocket(fastify, ask)
  ];
}
async function askOverSocket(fastify, ask) {
  if (!fastify.server.listening) await fastify.listen({ port: 0, host: "127.0.0.1" });
  const { port } = fastify.server.address();
  const { headers, payload } = buildMessage(ask);
  const response = await fetch(`http://127.0.0.1:${port}${ask.url}`, {
    method: ask.method ?? "GET",
    headers,
    redirect: "manual",
    ...payload === void 0 ? void 0 : { body: payload }
  });
  const text = await response.text();
  return { way: "socket", statusCode: response.status, headers: pickHeaders([...response.headers]), text, json: () => JSON.parse(text) };
}
function buildMessage({ headers = {}, body }) {
  if (body === void 0 || body instanceof FormData) return { headers, payload: body };
  return {
    headers: { "content-type": "application/json", ...headers },
    payload: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body)
  };
}
function pickHeaders(entries) {
  const headers = {};
  for (const [name, value] of entries) {
    if (["connection", "date", "keep-alive", "transfer-encoding"].includes(name)) continue;
    headers[name] = headers[name] === void 0 ? value : `${headers[name]},${value}`;
  }
  return headers;
}
export {
  askBothWays,
  askOverSocket
};
