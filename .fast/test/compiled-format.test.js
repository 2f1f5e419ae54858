import fc from "fast-check";
import t from "tap";
import { compileFormat } from "../lib/formats/compile-format.js";
import { ErrorReply } from "../lib/error/error-reply.js";
import { errors } from "../lib/helpers/factories.js";
import { noExtras } from "../lib/error/body-extras.js";
import {} from "../lib/formats/format.js";
import { builtInFormats } from "../lib/formats/built-in/index.js";
import { kDefinition } from "../lib/error/symbols.js";
const settings = { phrase: () => void 0, problem: {}, description: {} };
const names = Object.keys(builtInFormats);
const awkward = ["", "plain", 'a "quote"', "back\\slash", "line\nbreak", "\0", "\uD800 alone", "pair \u{1F600}", "\u2028", "\xE9", "\0message", "\0member"];
t.test("a prepared body is what the serializer writes", async (t2) => {
  for (const name of names) {
    const format = builtInFormats[name](settings);
    const text = fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: "binary" }));
    const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 3 }));
    const member = fc.oneof(text, fc.constantFrom("title", "status", "code", "conflictField", "originalValue", "newValue", "7"));
    const issue = text.map((path) => ({ path, keys: [path], in: "body", kind: "custom", message: path, pointer: "" }));
    t2.doesNotThrow(() => {
      fc.assert(fc.property(
        fc.array(fc.record({
          helper: fc.constantFrom("conflict", "notFound", "badRequest", "invalidBody", "unprocessableEntity", "internalServerError"),
          message: fc.option(text, { nil: void 0 }),
          detail: fc.option(fc.dictionary(member, value, { maxKeys: 4 }), { nil: void 0 }),
          issues: fc.option(fc.array(issue, { minLength: 1, maxLength: 3 }), { nil: void 0 }),
          extensions: fc.option(fc.dictionary(member, value, { maxKeys: 2 }), { nil: void 0 }),
          foreign: fc.boolean()
        }), { minLength: 1, maxLength: 5 }),
        (occurrences) => {
          const { render } = compileFormat(format);
          for (const { helper, ...parts } of occurrences) {
            const { [kDefinition]: definition } = errors[helper]();
            const error = new ErrorReply(definition, parts);
            const [expected, actual] = [format.serialize(format.body(error, noExtras)), render(error, noExtras)];
            if (actual !== expected) throw new Error(`${actual}
instead of
${expected}`);
          }
        }
      ), { numRuns: 150 });
    }, name);
  }
});
t.test("a detail of texts is told from the first on, others in between", async (t2) => {
  const { render } = compileFormat(builtInFormats.problem(settings));
  const body = (field, ...values) => JSON.parse(render(errors.conflict(field, ...values), noExtras));
  const problem = { title: "Conflict", status: 409, detail: "Update conflict. Resolve the conflict and try again.", code: "CONFLICT", conflictField: "name" };
  t2.same(body("name", "old", "new"), { ...problem, originalValue: "old", newValue: "new" });
  t2.same(body("name", 1, { any: ["value"] }), { ...problem, originalValue: 1, newValue: { any: ["value"] } });
  t2.same(body("name", 'a "b"', "\\"), { ...problem, originalValue: 'a "b"', newValue: "\\" });
  t2.same(body("name", "older", "newer"), { ...problem, originalValue: "older", newValue: "newer" });
});
t.test("an extension never takes the name of a member of the format", async (t2) => {
  const { render } = compileFormat(builtInFormats.problem(settings));
  const body = (detail) => JSON.parse(render(errors.notFound(void 0, { detail }), noExtras));
  const problem = { title: "Not Found", status: 404, detail: "There is nothing at this address.", code: "NOT_FOUND" };
  t2.same(body({ title: "mine", more: "yes" }), { ...problem, more: "yes" });
  t2.same(body({ more: 1, status: 200 }), { ...problem, more: 1 });
  t2.same(body({}), problem);
});
