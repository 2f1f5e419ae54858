import { readProperty } from "../util/read-property.js";
class ThrownRecord {
  value;
  name;
  message;
  code;
  statusCode;
  #others;
  constructor(value) {
    this.value = value;
    this.name = readProperty(value, "name");
    this.message = readProperty(value, "message");
    this.code = readProperty(value, "code");
    this.statusCode = readProperty(value, "statusCode");
  }
  /** Any other property: most are needed for some errors only, and V8 makes the text of a stack when it is first read. */
  get(name) {
    if (name === "code") return this.code;
    if (name === "statusCode") return this.statusCode;
    const others = this.#others ??= /* @__PURE__ */ new Map();
    if (!others.has(name)) others.set(name, readProperty(this.value, name));
    return others.get(name);
  }
}
const MAX_CAUSES = 5;
function readCauses(record) {
  const causes = [];
  for (let cause = record.get("cause"); cause != null && causes.length < MAX_CAUSES; ) {
    const next = new ThrownRecord(cause);
    causes.push(next);
    cause = next.get("cause");
  }
  return causes;
}
export {
  ThrownRecord,
  readCauses
};
