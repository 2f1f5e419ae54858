import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
const root = fileURLToPath(new URL("../../", import.meta.url));
const entryPoints = ["lib/index.ts", "lib/multi/index.ts", "lib/success/index.ts", "lib/mappers/index.ts", "schemas/index.ts"];
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints,
  outbase: ".",
  outdir: "dist",
  chunkNames: "lib/chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  packages: "external",
  platform: "node",
  target: "node20.19",
  metafile: true
});
const declarations = new Set(entryPoints.map((file) => join(root, "dist", file.replace(/ts$/, "d.ts"))));
for (const file of declarations) {
  for (const [, name = ""] of (await readFile(file, "utf8")).matchAll(/(?:from |import\()["'](\..+?)\.js["']/g)) declarations.add(join(dirname(file), `${name}.d.ts`));
}
for (const folder of ["lib", "schemas"]) {
  for (const entry of await readdir(join(root, "dist", folder), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !declarations.has(file) && metafile.outputs[relative(root, file)] === void 0) await rm(file);
  }
}
