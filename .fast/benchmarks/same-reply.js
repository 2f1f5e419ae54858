import { request as sendRequest } from "node:http";
function fetchReply(origin, { method = "GET", path = "/", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = sendRequest(origin + path, { method, headers, agent: false }, async (response) => {
      try {
        const chunks = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve({
          statusCode: response.statusCode,
          headers: pairs(response.rawHeaders).filter((line) => !line.startsWith("Date: ")),
          body: Buffer.concat(chunks).toString()
        });
      } catch (error) {
        reject(error);
      }
    });
    request.on("error", reject);
    request.end(body);
  });
}
function checkSameReply(limit, plugin) {
  const [expected, actual] = [describe(limit), describe(plugin)];
  if (expected !== actual) throw new Error(`the servers do not send the same

limit:
${expected}

plugin:
${actual}`);
}
function describe({ statusCode, headers, body }) {
  return [statusCode, ...headers, "", body].join("\n");
}
function pairs(rawHeaders) {
  const lines = [];
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  return lines;
}
export {
  checkSameReply,
  fetchReply
};
