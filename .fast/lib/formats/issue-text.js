function issueSentence({ in: where, path, kind, message, expected, received }) {
  const subject = `\`${path === "" ? where : `${where}.${path}`}\``;
  if (kind !== "invalid_type" || received === void 0) return `${subject} ${message.replace(/\.$/, "")}.`;
  return expected === void 0 ? `${subject} is \`${received}\`, but a value is expected.` : `${subject} is \`${received}\`, but \`${expected}\` is expected.`;
}
export {
  issueSentence
};
