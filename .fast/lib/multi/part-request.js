import { Readable } from "node:stream";
const kPart = /* @__PURE__ */ Symbol("fastify-error-replies.part");
class PartRequest extends Readable {
  constructor({ method, url, headers, body }, socket) {
    super({ autoDestroy: false });
    this.socket = socket;
    this.method = method;
    this.url = url;
    this.headers = { ...headers };
    if (body !== void 0) {
      this.headers["content-type"] = "application/json";
      this.headers["content-length"] = String(Buffer.byteLength(body));
    }
    for (const [name, value] of Object.entries(this.headers)) this.rawHeaders.push(name, String(value));
    this.#body = body;
    Object.defineProperties(this, members);
  }
  socket;
  [kPart] = true;
  httpVersion = "1.1";
  httpVersionMajor = 1;
  httpVersionMinor = 1;
  complete = true;
  trailers = {};
  rawTrailers = [];
  rawHeaders = [];
  headers;
  method;
  url;
  // rewriteUrl changes it
  aborted = false;
  #body;
  get connection() {
    return this.socket;
  }
  setTimeout() {
    return this;
  }
  _read() {
    if (this.#body !== void 0) this.push(this.#body);
    this.push(null);
  }
  _destroy(error, callback) {
    callback(error);
  }
}
const members = ownMembers(PartRequest);
function ownMembers({ prototype }) {
  const { constructor: _constructor, ...descriptors } = Object.getOwnPropertyDescriptors(prototype);
  return descriptors;
}
function isPart(raw) {
  return raw[kPart] === true;
}
function buildPartSocket(socket) {
  const facade = Object.create(socket, {
    // Listeners of its own
    _events: { value: void 0, writable: true },
    _eventsCount: { value: 0, writable: true },
    _meta: { value: void 0, writable: true },
    writableLength: { value: 0 },
    ...Object.fromEntries(["destroy", "destroySoon", "end", "pause", "ref", "resume", "setKeepAlive", "setNoDelay", "setTimeout", "unref", "cork", "uncork"].map((name) => [name, { value: () => facade }])),
    write: { value: () => true }
  });
  return facade;
}
export {
  PartRequest,
  buildPartSocket,
  isPart,
  ownMembers
};
