import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
const isLogged = process.argv[4] === "logged";
function logToFile() {
  const directory = mkdtempSync(join(tmpdir(), "fastify-error-replies-"));
  process.on("exit", () => {
    rmSync(directory, { recursive: true, force: true });
  });
  return { level: "info", file: join(directory, "server.log") };
}
export {
  isLogged,
  logToFile
};
