import { parseArgs } from "node:util";
function readEffort() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "40" },
      requests: { type: "string", default: "3000" }
      // per server and round: short, for what disturbs a machine to meet all servers alike
    }
  });
  try {
    return { effort: { rounds: readCount("rounds", values.rounds), requests: readCount("requests", values.requests) }, positionals };
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
function readCount(name, text) {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${name} should be a whole number from 1, instead got '${text}'`);
  return Number(text);
}
export {
  readEffort
};
