import fastifyPlugin from "fastify-plugin";
import { FST_ERR_REPLIES_INVALID_LINK, FST_ERR_REPLIES_INVALID_RESOURCE, FST_ERR_REPLIES_UNKNOWN_OPTION } from "../util/boot-errors.js";
import { buildLinks, buildLocation } from "./links.js";
const kEmbedded = /* @__PURE__ */ Symbol("fastify-error-replies.embedded");
const success = async (fastify, options) => {
  for (const name of Object.keys(options)) {
    if (!["prefix", "logLevel", "logSerializers"].includes(name)) throw FST_ERR_REPLIES_UNKNOWN_OPTION(name, "none");
  }
  fastify.decorateReply(kEmbedded, null);
  fastify.decorateReply("ok", function(resource, links) {
    return attempt(this, () => sendResource(this, 200, resource, links));
  });
  fastify.decorateReply("created", function(resource, links) {
    return attempt(this, () => {
      const location = buildLocation(readSingle(links, "self"), "Location");
      return sendResource(this.header("location", location), 201, resource, links);
    });
  });
  fastify.decorateReply("accepted", function(resource, links) {
    return attempt(this, () => {
      readSingle(links, "status");
      return sendResource(this, 202, resource, links);
    });
  });
  fastify.decorateReply("noContent", function() {
    return this.code(204).removeHeader("content-type").send();
  });
  fastify.decorateReply("movedPermanently", function(url) {
    return attempt(this, () => this.header("location", buildLocation(url, "Location")).code(301).send());
  });
  fastify.decorateReply("embed", function(name, resources) {
    this[kEmbedded] ??= /* @__PURE__ */ new Map();
    this[kEmbedded].set(name, resources);
    return this;
  });
};
function attempt(reply, send) {
  try {
    return send();
  } catch (error) {
    return reply.send(error);
  }
}
function sendResource(reply, statusCode, resource, links) {
  const { _links, _embedded, ...members } = readObject(resource ?? {}, "resource");
  const body = members;
  const allLinks = { ..._links === void 0 ? void 0 : readObject(_links, "_links"), ...links };
  if (Object.keys(allLinks).length > 0) body["_links"] = buildLinks(allLinks);
  const embedded = reply[kEmbedded];
  if (embedded !== null || _embedded !== void 0) {
    body["_embedded"] = { ..._embedded === void 0 ? void 0 : readObject(_embedded, "_embedded"), ...readEmbedded(embedded) };
  }
  return reply.code(statusCode).type("application/hal+json").send(body);
}
function readObject(value, name) {
  const object = typeof value?.toJSON === "function" ? value.toJSON() : value;
  if (typeof object !== "object" || object === null || Array.isArray(object)) {
    throw FST_ERR_REPLIES_INVALID_RESOURCE(name, "an object, lists go into reply.embed", Array.isArray(object) ? "an array" : typeof object);
  }
  return object;
}
function readEmbedded(embedded) {
  const read = {};
  for (const [name, resources] of embedded ?? []) {
    if (typeof resources !== "object" || resources === null) {
      throw FST_ERR_REPLIES_INVALID_RESOURCE(`embedded '${String(name)}'`, "a resource or an array of them", typeof resources);
    }
    read[name] = resources;
  }
  return read;
}
function readSingle(links, relation) {
  const target = links?.[relation];
  if (target === void 0 || target === null || Array.isArray(target)) {
    throw FST_ERR_REPLIES_INVALID_LINK(`link '${relation}'`, "one link", Array.isArray(target) ? "an array" : String(target));
  }
  if (typeof target === "string" || target instanceof URL) return target;
  return target.href;
}
const successPlugin = fastifyPlugin(success, { name: "fastify-error-replies-success", fastify: ">=5" });
export {
  successPlugin as default,
  successPlugin as "module.exports"
};
