import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
const serverFile = fileURLToPath(new URL("./server.js", import.meta.url));
const execArgv = ["--initial-heap-size=256"];
class ServerProcess {
  name;
  origin;
  #child;
  constructor(name, port, child) {
    this.name = name;
    this.origin = `http://127.0.0.1:${port}`;
    this.#child = child;
  }
  /** Starts a server and waits until it listens. */
  static async start({ name, file, server, logged }) {
    const child = fork(serverFile, logged ? [file, server, "logged"] : [file, server], { execArgv });
    const { port } = await nextMessage(child, name);
    return new ServerProcess(name, port, child);
  }
  /** CPU time that the process has used so far, in microseconds. */
  async readCpu() {
    const message = nextMessage(this.#child, this.name);
    this.#child.send("cpu");
    return (await message).cpu;
  }
  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, "exit");
    this.#child.disconnect();
    await exit;
  }
}
function nextMessage(child, name) {
  return new Promise((resolve, reject) => {
    const onExit = (code) => {
      reject(new Error(`server '${name}' ended with code ${code}`));
    };
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message);
    });
  });
}
export {
  ServerProcess
};
