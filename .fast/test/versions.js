import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Fastify, {} from "fastify";
const { version } = Fastify();
const since = {
  "option routerOptions": "5.5.0",
  "an error of its own for malformed JSON": "5.5.0",
  "care for content type parsers that throw": "5.5.0",
  "disableRequestLogging as a function": "5.7.0",
  "request.signal and handlerTimeout": "5.8.0",
  "an error for parameters that are too long": "5.9.0"
};
function hasFeature(feature) {
  return !isBefore(since[feature]);
}
function skipWithout(feature) {
  return hasFeature(feature) ? false : `Fastify ${version} has not: ${feature} (since ${since[feature]})`;
}
const skipWhereGoneAway = Number.parseInt(process.versions.node) >= 24 ? "From Node 24 on a server that closes sends GOAWAY: its clients can ask nothing more" : false;
function skipOutsidePeerRange(neighbour) {
  const { peerDependencies } = JSON.parse(readFileSync(findManifest(neighbour), "utf8"));
  const range = peerDependencies?.fastify;
  const [, lowest] = /^(?:\^|>=|~)?(\d+\.\d+\.\d+)$/.exec(String(range)) ?? [];
  return lowest !== void 0 && isBefore(lowest) ? `${neighbour} wants Fastify ${String(range)}, this is ${version}` : false;
}
function routerOptions(options) {
  return hasFeature("option routerOptions") ? { routerOptions: options } : options;
}
function isBefore(other) {
  const [own = [], its = []] = [version, other].map((text) => text.split(/[.-]/, 3).map(Number));
  const index = own.findIndex((part, i) => part !== its[i]);
  return index !== -1 && own[index] < its[index];
}
function findManifest(name) {
  const folder = createRequire(import.meta.url).resolve.paths(name)?.find((path) => {
    try {
      return readFileSync(`${path}/${name}/package.json`);
    } catch {
      return false;
    }
  });
  if (folder === void 0) throw new Error(`${name} is not installed`);
  return `${folder}/${name}/package.json`;
}
export {
  hasFeature,
  routerOptions,
  skipOutsidePeerRange,
  skipWhereGoneAway,
  skipWithout
};
