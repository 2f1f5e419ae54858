import { isLogged, logToFile } from "./log-file.js";
const [file = "", name = ""] = process.argv.slice(2);
const { question } = await import(file);
const start = question.servers[name];
if (start === void 0) throw new Error(`question has no server '${name}'`);
process.on("disconnect", () => {
  process.exit();
});
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  tell({ cpu: user + system });
});
tell({ port: await start(isLogged ? { logger: logToFile() } : {}) });
function tell(message) {
  process.send?.(message);
}
