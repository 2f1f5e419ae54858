import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import t from "tap";
const run = async (script, type) => {
  const { stdout } = await promisify(execFile)(process.execPath, [`--input-type=${type}`, "-e", script], {
    cwd: new URL("..", import.meta.url),
    env: { PATH: process.env["PATH"] }
  });
  return JSON.parse(stdout);
};
t.test("package", async (t2) => {
  t2.test("exports what the design names", async (t3) => {
    t3.same(
      await run("import * as m from 'fastify-error-replies'; console.log(JSON.stringify(Object.keys(m)))", "module"),
      ["ErrorReply", "allowedMethods", "default", "defineError", "defineFormat", "errorResponse", "errorResponseBuilder", "errors", "module.exports", "openapiOptions", "serverOptions"]
    );
  });
  t2.test("import and require give the same plugin", async (t3) => {
    const script = `
      const plugin = require('fastify-error-replies')
      import('fastify-error-replies').then((m) => console.log(JSON.stringify([typeof plugin, plugin === m.default, plugin.errors === m.errors, Object.keys(m).every((name) => name === 'module.exports' || name in plugin)])))
    `;
    t3.same(await run(script, "commonjs"), ["function", true, true, true]);
  });
  t2.test("./mappers gives mappers", async (t3) => {
    t3.same(
      await run("import * as m from 'fastify-error-replies/mappers'; console.log(JSON.stringify(Object.keys(m)))", "module"),
      ["abort", "boom", "multipart", "postgres", "prisma", "upstream", "zod"]
    );
  });
  t2.test("./schemas gives schemas", async (t3) => {
    const script = "import { envelopeSchema } from 'fastify-error-replies/schemas'; console.log(JSON.stringify(envelopeSchema))";
    t3.match(await run(script, "module"), { type: "object", required: ["type", "error", "debug"] });
  });
  t2.test("the plugin loads neither TypeBox nor the serializer compiler", async (t3) => {
    const script = `
      require('fastify-error-replies')
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /typebox|fast-json-stringify[\\/](index|lib[\\/]validator)|[\\/]ajv[\\/]/.test(file))))
    `;
    t3.same(await run(script, "commonjs"), []);
  });
  t2.test("what is published is what its entry points lead to, and small", async (t3) => {
    const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: new URL("..", import.meta.url) });
    const [{ files, size }] = JSON.parse(stdout);
    const { exports } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
    const root = new URL("..", import.meta.url).href;
    let augmented = "";
    const seen = new Set(Object.values(exports).flatMap((entry) => typeof entry === "string" ? entry : Object.values(entry)).map((path) => new URL(path, root).href));
    for (const file of seen) {
      const [, ending = ""] = /(\.d\.ts|\.js)$/.exec(file) ?? [];
      if (ending === "") continue;
      const text = await readFile(new URL(file), "utf8");
      for (const [, path = ""] of text.matchAll(/(?:from |import ?\(?)["'](\..+?)\.js["']/g)) seen.add(new URL(path + ending, file).href);
      if (text.includes("declare module 'fastify'")) augmented += text;
    }
    t3.same(files.map(({ path }) => path).sort(), ["LICENSE", "README.md", ...[...seen].map((file) => file.slice(root.length))].sort());
    t3.ok([...seen].every((file) => existsSync(new URL(file))));
    for (const name of ["conflict", "errors", "errorFormat", "created"]) t3.ok(new RegExp(`^ +${name}[?:(]`, "m").test(augmented), `the types of Fastify have ${name}`);
    t3.ok(size < 2e5, `${size} bytes`);
  });
  t2.test("what the plugin imports is few files, and no TypeBox", async (t3) => {
    const seen = /* @__PURE__ */ new Set([new URL("../dist/lib/index.js", import.meta.url).href]);
    for (const file of seen) {
      const text = await readFile(new URL(file), "utf8");
      t3.notMatch(text, /typebox/, file);
      for (const [, name = ""] of text.matchAll(/^(?:import|\}) .*?["'](\..+?)["'];$/gm)) seen.add(new URL(name, file).href);
    }
    t3.ok(seen.size > 1 && seen.size <= 8, `${seen.size} files`);
  });
});
