import { readProperty } from "../util/read-property.js";
const MAX_LINKS = 5;
function causeChain(error) {
  const links = [];
  for (let link = error; link != null && links.length < MAX_LINKS && !links.includes(link); link = readProperty(link, "cause")) {
    links.push(link);
  }
  return links;
}
function readPath(error, ...names) {
  return names.reduce((value, name) => readProperty(value, name), error);
}
export {
  causeChain,
  readPath
};
