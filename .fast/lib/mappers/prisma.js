import { causeChain, readPath } from "./cause-chain.js";
import { readText } from "../util/read-property.js";
import { errors } from "../helpers/index.js";
import { buildDuplicateReply, buildRefusedReply, buildRetryReply } from "./violations.js";
function prisma(error, request) {
  for (const link of causeChain(error)) {
    if (readText(link, "name") !== "PrismaClientKnownRequestError") continue;
    switch (readText(link, "code")) {
      case "P2001":
      case "P2025":
        return errors.notFound(void 0, { cause: error });
      case "P2002":
        return buildDuplicateReply(request, readFields(link), error);
      case "P2003":
      case "P2004":
      case "P2011":
        return buildRefusedReply(request, readFields(link), error);
      case "P2024":
      case "P2034":
        return buildRetryReply(error);
    }
  }
  return void 0;
}
function readFields(error) {
  const found = [
    readPath(error, "meta", "target"),
    readPath(error, "meta", "field_name"),
    readPath(error, "meta", "constraint"),
    readPath(error, "meta", "driverAdapterError", "cause", "constraint", "fields")
  ];
  return found.flatMap((names) => Array.isArray(names) ? names.slice(0, 32) : [names]);
}
export {
  prisma
};
