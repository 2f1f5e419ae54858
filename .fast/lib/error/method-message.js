import { METHODS } from "node:http";
const messages = new Map(METHODS.map((method) => [method, buildMessage(method)]));
function methodMessage({ method }) {
  return messages.get(method) ?? buildMessage(method);
}
function buildMessage(method) {
  return `Invalid request method ${method}.`;
}
export {
  methodMessage
};
