import { ServerResponse } from "node:http";
import { ownMembers } from "./part-request.js";
class PartResponse extends ServerResponse {
  #limit;
  #onEnd;
  #chunks = [];
  #size = 0;
  #hasHead = false;
  #hasBody;
  static {
    Object.defineProperty(this.prototype, "headersSent", { configurable: true, get() {
      return this.#hasHead;
    } });
  }
  /**
   * @param limit bytes that the body may have
   * @param onEnd called once, when there is no more to come
   */
  constructor(request, limit, onEnd) {
    super(request);
    internals(this).socket = request.socket;
    this.#limit = limit;
    this.#onEnd = onEnd;
    this.#hasBody = request.method !== "HEAD";
    Object.defineProperties(this, members);
  }
  /** The body so far. */
  get rawPayload() {
    return this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
  }
  writeHead(statusCode, reason, headers) {
    if (this.#hasHead) throw new Error("the head of this part is written already");
    this.statusCode = statusCode;
    const fields = typeof reason === "object" ? reason : headers;
    if (Array.isArray(fields)) {
      for (let i = 0; i < fields.length - 1; i += 2) this.appendHeader(String(fields[i]), String(fields[i + 1]));
    } else if (fields !== void 0) {
      for (const name in fields) {
        const value = fields[name];
        if (value !== void 0) this.setHeader(name, value);
      }
    }
    this.#hasHead = true;
    if (statusCode === 204 || statusCode === 304) this.#hasBody = false;
    return this;
  }
  flushHeaders() {
    if (!this.#hasHead) this.writeHead(this.statusCode);
  }
  write(chunk, encoding, callback) {
    const done = typeof encoding === "function" ? encoding : callback;
    if (this.destroyed || this.writableEnded) {
      if (typeof done === "function") process.nextTick(done, new Error("the reply of this part has ended"));
      return false;
    }
    this.flushHeaders();
    if (this.#hasBody) this.#keep(chunk, typeof encoding === "string" ? encoding : "utf8");
    if (typeof done === "function") process.nextTick(done);
    return !this.destroyed;
  }
  end(chunk, encoding, callback) {
    const done = [chunk, encoding, callback].find((argument) => typeof argument === "function");
    if (this.destroyed || this.writableEnded) return this;
    if (chunk !== void 0 && chunk !== null && typeof chunk !== "function") {
      this.write(chunk, typeof encoding === "string" ? encoding : "utf8");
    }
    this.flushHeaders();
    if (this.destroyed) return this;
    internals(this).finished = true;
    if (done !== void 0) this.once("finish", done);
    this.#onEnd("finished");
    process.nextTick(finish, this);
    return this;
  }
  destroy() {
    if (this.destroyed) return this;
    internals(this).destroyed = true;
    if (!this.writableEnded) this.#onEnd("broken");
    process.nextTick(close, this);
    return this;
  }
  // Nobody is there to read an interim reply
  writeContinue(callback) {
    callback?.();
  }
  writeProcessing() {
  }
  writeEarlyHints(_hints, callback) {
    callback?.();
  }
  #keep(chunk, encoding) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    this.#size += bytes.length;
    if (this.#size <= this.#limit) {
      this.#chunks.push(bytes);
    } else {
      this.#onEnd("too large");
      this.destroy();
    }
  }
}
const members = ownMembers(PartResponse);
function internals(response) {
  return response;
}
function finish(response) {
  response.emit("finish");
  internals(response).destroyed = true;
  close(response);
}
function close(response) {
  internals(response)._closed = true;
  response.emit("close");
  response.req.destroy();
}
export {
  PartResponse
};
