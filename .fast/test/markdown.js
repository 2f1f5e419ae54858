function readCodeBlocks(markdown) {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = "", 2: text = "", index }) => ({
    language,
    text,
    line: markdown.slice(0, index).split("\n").length
  }));
}
function readTable(markdown, heading) {
  const section = markdown.split(/^## /m).find((text) => text.startsWith(`${heading}
`)) ?? "";
  return section.split("\n").filter((line) => line.startsWith("| ")).slice(1).map((line) => line.slice(2, -1).split("| ").map((cell) => cell.trim()));
}
function readCode(cell) {
  return /^`(.*)`$/.exec(cell)?.[1] ?? cell;
}
function readExchanges(text) {
  return text.split(/^\$ curl /m).slice(1).map((part) => {
    const [command = "", ...output] = part.trimEnd().split("\n");
    const blank = output[0]?.startsWith("HTTP/1.1 ") !== true ? 0 : output.indexOf("") === -1 ? output.length : output.indexOf("");
    return { ...readCommand(command), head: output.slice(0, blank), body: output.slice(blank).join("\n").trimStart() };
  });
}
function readCommand(command) {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const headers = {};
  let method, payload, url;
  for (let i = 0; i < words.length; i++) {
    switch (words[i]) {
      case "-i":
        break;
      case "-X":
        method = words[++i];
        break;
      case "-d":
        payload = words[++i];
        break;
      case "-H": {
        const [name = "", value = ""] = (words[++i] ?? "").split(": ");
        headers[name] = value;
        break;
      }
      default:
        url = words[i]?.replace(/^localhost:3000/, "");
    }
  }
  if (url === void 0 || !url.startsWith("/")) throw new Error(`a command without an address on localhost:3000: curl ${command}`);
  return { method: method ?? (payload === void 0 ? "GET" : "POST"), url, headers, payload };
}
export {
  readCode,
  readCodeBlocks,
  readExchanges,
  readTable
};
