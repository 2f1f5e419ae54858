import { spawn } from "node:child_process";
import { dirname, delimiter } from "node:path";
import { text } from "node:stream/consumers";
async function run(command, args, { cwd, node = process.execPath, env = {} }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PATH: dirname(node) + delimiter + String(process.env["PATH"]), ...env },
    stdio: ["ignore", "pipe", "pipe"]
  });
  const closed = new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code2) => resolve(code2 ?? 1));
  });
  const [code, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { code, output: stdout + stderr };
}
async function runOrThrow(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}
${output}`);
  return output.trim();
}
export {
  run,
  runOrThrow
};
