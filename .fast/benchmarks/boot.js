import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { boots } from "./boot-process.js";
import { spread } from "./measure.js";
const file = fileURLToPath(new URL("./boot-process.js", import.meta.url));
const BARE = "bare Fastify";
const targets = { "the plugin, `sensible: false`": 10, "the plugin": 25 };
async function measureBoot(runs) {
  const names = Object.keys(boots);
  const messages = new Map(names.map((name) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const name of run % 2 === 0 ? names : names.toReversed()) {
      const message = await boot(name);
      if (run >= 0) messages.get(name)?.push(message);
    }
  }
  const bare = messages.get(BARE);
  return [...messages].map(([name, own]) => ({
    name,
    cpu: spread(own.map(({ cpu }) => cpu)).median,
    time: spread(own.map(({ time }) => time)).median,
    added: name === BARE ? void 0 : spread(own.map(({ cpu }, run) => cpu - bare[run].cpu)),
    target: targets[name]
  }));
}
async function boot(name) {
  const child = fork(file, [name]);
  const [[message]] = await Promise.all([once(child, "message"), once(child, "exit")]);
  return message;
}
export {
  measureBoot
};
