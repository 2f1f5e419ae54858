import { readdir } from "node:fs/promises";
const directory = new URL("./questions/", import.meta.url);
async function selectQuestions(given, all) {
  const names = (await readdir(directory)).filter((file) => file.endsWith(".js")).map((file) => file.slice(0, -3)).sort(byNumber.compare);
  const questions = /* @__PURE__ */ new Map();
  for (const name of names) {
    const file = new URL(`${name}.js`, directory).href;
    const { question } = await import(file);
    questions.set(name, { name, file, logged: false });
    if (question.logged !== false) questions.set(`${name}-logged`, { name: `${name}-logged`, file, logged: true });
  }
  const unknown = given.find((name) => !questions.has(name));
  if (unknown !== void 0) throw new Error(`'${unknown}' is not a question, the questions are ${[...questions.keys()].join(", ")}`);
  return all ? [...questions.values()].sort((a, b) => Number(a.logged) - Number(b.logged)) : given.map((name) => questions.get(name));
}
const byNumber = new Intl.Collator("en", { numeric: true });
export {
  selectQuestions
};
