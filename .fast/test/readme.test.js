import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import Fastify, {} from "fastify";
import t, {} from "tap";
import { catalog } from "../lib/error/catalog.js";
import * as bootErrors from "../lib/util/boot-errors.js";
import errorsPlugin, {} from "../lib/index.js";
import { builtInFormats } from "../lib/formats/built-in/index.js";
import { defaultOptions, resolveOptions } from "../lib/options.js";
import * as warnings from "../lib/util/boot-warnings.js";
import * as schemas from "../schemas/index.js";
import { readCode, readCodeBlocks, readExchanges, readTable } from "./markdown.js";
import { buildServer, compareReply, load, prelude } from "./snippets.js";
const root = new URL("../", import.meta.url);
const readText = (file) => readFile(new URL(file, root), "utf8");
const [readme, contributing, manifest] = await Promise.all([readText("README.md"), readText("CONTRIBUTING.md"), readText("package.json")]);
const { scripts, engines, peerDependencies } = JSON.parse(manifest);
t.test("README snippets", async (t2) => {
  const blocks = readCodeBlocks(readme);
  const servers = blocks.filter(({ language, text }) => language === "js" && !text.startsWith("reply."));
  t2.ok(servers.length >= 5);
  for (const block of servers) {
    t2.test(`line ${block.line} answers as the README says`, async (t3) => {
      const next = blocks[blocks.indexOf(block) + 1];
      t3.equal(next?.language, "console", "a console block follows");
      const fastify = await buildServer(t3, block);
      const exchanges = readExchanges(next?.text ?? "");
      t3.not(exchanges.length, 0);
      for (const exchange of exchanges) {
        await t3.test(`${exchange.method} ${exchange.url}`, (t4) => compareReply(t4, fastify, exchange));
      }
    });
  }
  t2.test("every console block stands behind its server", async (t3) => {
    for (const { language, line } of blocks) {
      t3.ok(["sh", "js", "console"].includes(language), `line ${line} is in a language that is tested`);
    }
    t3.equal(blocks.filter(({ language }) => language === "console").length, servers.length);
  });
  t2.test("calls of helpers send what their comments say", async (t3) => {
    const calls = blocks.filter(({ text }) => text.startsWith("reply.")).flatMap(({ text }) => text.trim().split("\n"));
    t3.ok(calls.length >= 5);
    const { default: handlers } = await load(t3, "calls", `export default [
${calls.map((call) => `(request, reply) => ${call.replace(" //", ", //")}`).join("\n")}
]
`);
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    handlers.forEach((handler, index) => fastify.get(`/${index}`, handler));
    for (const [index, call] of calls.entries()) {
      const [, result = "", name = "", value] = /\/\/ (\d+ \w+)(?:, ([\w-]+): (.+))?$/.exec(call) ?? [];
      const response = await fastify.inject(`/${index}`);
      t3.equal(`${response.statusCode} ${response.json().error.code}`, result, call);
      if (value !== void 0) t3.equal(response.headers[name.toLowerCase()], value, call);
    }
  });
});
t.test("README tables", async (t2) => {
  t2.test("the six formats send the bodies that are shown", async (t3) => {
    const rows = readTable(readme, "One error, six formats");
    t3.same(rows.map(([format = ""]) => readCode(format)), Object.keys(builtInFormats));
    for (const [format = "", mediaType = "", body = ""] of rows) {
      const fastify = Fastify();
      await fastify.register(errorsPlugin, { format: readCode(format) });
      fastify.get("/", (_request, reply) => reply.conflict("meta.updated", "2015-11-21T12:34:45Z", "2015-11-21T12:45:56Z"));
      const response = await fastify.inject("/");
      t3.equal(response.body, readCode(body), format);
      t3.equal(response.headers["content-type"], `${readCode(mediaType)}; charset=utf-8`, format);
    }
  });
  t2.test("every option is there with its default", async (t3) => {
    const rows = readTable(readme, "Options");
    t3.same(rows.map(([option = ""]) => readCode(option)), optionNames());
    const cells = rows.map(([, cell = ""]) => readCode(cell));
    const { default: defaults } = await load(t3, "defaults", `export default [${cells.map((cell) => /^(?:of|see) /.test(cell) ? "''" : cell).join(", ")}]
`);
    for (const [index, [option = "", cell = ""]] of rows.entries()) {
      const [name = "", member] = readCode(option).split(".");
      const inCode = defaultOptions[name];
      if (name === "forwardHeaders" || member === "statusCode") t3.match(cell, /^(?:of|see) /, option);
      else if (member === void 0) t3.strictSame(defaults[index], inCode, option);
      else if (inCode[member] !== void 0) t3.strictSame(defaults[index], inCode[member], option);
      else await sameReplies(t3, { [name]: { [member]: defaults[index] } }, name);
    }
  });
  t2.test("the headers that are forwarded are listed", async (t3) => {
    const list = /\(`forwardHeaders`\): (.*?)\./.exec(readme)?.[1] ?? "";
    t3.same([...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort(), [...defaultOptions.forwardHeaders].sort());
  });
  t2.test("every helper is there with aliases, status, code, arguments and header", async (t3) => {
    t3.same(
      readTable(readme, "Helpers").map((row) => row.map((cell) => cell.replaceAll("`", ""))),
      catalog.map(({ name, aliases = [], statusCode, code, arguments: own, header }) => [[name, ...aliases].join(", "), String(statusCode), code, own?.signature ?? "", header ?? ""])
    );
  });
  t2.test("a client sees of an error what option expose says", async (t3) => {
    const rows = readTable(readme, "Safety");
    const { default: thrown } = await load(t3, "thrown", `${prelude}export default [${rows.map(([code = ""]) => readCode(code)).join(",\n")}]
`);
    for (const [column, expose] of ["client-errors", "deliberate", "all"].entries()) {
      const fastify = Fastify();
      await fastify.register(errorsPlugin, { expose });
      rows.forEach((_row, index) => {
        fastify.get(`/${index}`, async () => {
          throw thrown[index];
        });
      });
      for (const [index, row] of rows.entries()) {
        t3.equal((await fastify.inject(`/${index}`)).json().error.message, row[column + 1], `${row[0]} with ${expose}`);
      }
    }
  });
});
t.test("README names", async (t2) => {
  const named = (name) => new RegExp(`\`${name.replace(".", "\\.")}\``).test(readme);
  t2.test("every export", async (t3) => {
    const index = await readText("lib/index.ts");
    const names = [...index.matchAll(/^export (?:type )?\{(.*)\}/gm)].flatMap(({ 1: list = "" }) => list.split(",")).map((name) => name.split(" as ").at(-1)?.replaceAll("'", "").trim() ?? "");
    t3.ok(names.includes("default") && names.includes("ErrorRepliesOptions"));
    for (const name of [...names, ...Object.keys(schemas), ...Object.keys(bootErrors), ...Object.keys(warnings)]) t3.ok(named(name), name);
  });
  t2.test("no export, schema or code that is none", async (t3) => {
    const known = [...Object.keys(schemas), ...Object.keys(bootErrors), ...Object.keys(warnings)];
    for (const [, name = ""] of readme.matchAll(/`(\w+Schema|FST_(?:ERR_REPLIES|REPLIES_WRN)_\w+)`/g)) t3.ok(known.includes(name), name);
  });
  t2.test("utilities of @fastify/sensible that are there", async (t3) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin);
    const section = readme.split(/^##+ /m).find((text) => text.startsWith("@fastify/sensible")) ?? "";
    const utilities = [...section.matchAll(/`(fastify|request|reply)\.(\w+)`/g)];
    t3.ok(utilities.length > 10);
    for (const [, owner, name = ""] of utilities) {
      const has = owner === "fastify" ? fastify.hasDecorator(name) : owner === "request" ? fastify.hasRequestDecorator(name) : fastify.hasReplyDecorator(name);
      t3.ok(has, `${owner}.${name}`);
    }
  });
  t2.test("the versions of package.json", async (t3) => {
    t3.ok(readme.includes(`Fastify \`${peerDependencies.fastify}\`, Node \`${engines.node}\``));
  });
});
for (const [file, text] of [["README.md", readme], ["CONTRIBUTING.md", contributing]]) {
  t.test(file, async (t2) => {
    t2.test("has links that lead somewhere", async (t3) => {
      const anchors = [...text.matchAll(/^##+ (.*)$/gm)].map(([, heading = ""]) => "#" + heading.toLowerCase().replace(/[^\w\- ]/g, "").replaceAll(" ", "-"));
      for (const [, target = ""] of text.matchAll(/\]\((?!https:)([^)]+)\)/g)) {
        t3.ok(target.startsWith("#") ? anchors.includes(target) : existsSync(new URL(target, root)), target);
      }
    });
    t2.test("has scripts of package.json only", async (t3) => {
      for (const [, script = ""] of text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)) t3.ok(scripts[script] !== void 0, script);
    });
    t2.test("promises no effort", async (t3) => {
      t3.notMatch(text, /\b(?:just|easy|easily|simple|simply)\b/i);
    });
  });
}
t.test("CONTRIBUTING names every file of lib and schemas, and no other", async (t2) => {
  const tree = readCodeBlocks(contributing)[0]?.text ?? "";
  for (const folder of ["lib", "schemas", "build"]) {
    const [, part = ""] = new RegExp(`^${folder}/.*\\n((?:(?: {2}.*)?\\n)*)`, "m").exec(tree) ?? [];
    const named = [...part.matchAll(/^ {2,}([\w-]+(?:\.ts|\/))(?: |$)/gm)].map(([, name = ""]) => name.replace("/", ""));
    t2.same(named.sort(), (await readdir(new URL(folder, root))).sort(), folder);
  }
});
function optionNames() {
  return Object.entries(defaultOptions).flatMap(([name, value]) => {
    if (!["validation", "problem", "description", "oauth2"].includes(name)) return [name];
    t.type(value, "object");
    try {
      resolveOptions({ [name]: { nothing: 1 } });
    } catch (error) {
      return /its options are (.*)$/.exec(error.message)?.[1]?.split(", ") ?? [];
    }
    return [];
  });
}
async function sameReplies(t2, options, format) {
  const bodies = await Promise.all([options, {}].map(async (given) => {
    const fastify = Fastify();
    await fastify.register(errorsPlugin, { format, ...given });
    return (await fastify.inject("/nowhere?a=b")).body;
  }));
  t2.equal(bodies[0], bodies[1], JSON.stringify(options));
}
