import { causeChain } from "./cause-chain.js";
import { readText } from "../util/read-property.js";
import { buildDuplicateReply, buildRefusedReply, buildRetryReply } from "./violations.js";
function postgres(error, request) {
  for (const link of causeChain(error)) {
    switch (readText(link, "code")) {
      case "23505":
      // unique_violation
      case "23P01":
        return buildDuplicateReply(request, readColumns(link), error);
      case "23502":
      // not_null_violation
      case "23503":
      // foreign_key_violation
      case "23514":
        return buildRefusedReply(request, readColumns(link), error);
      case "40001":
      // serialization_failure
      case "40P01":
        return buildRetryReply(error);
    }
  }
  return void 0;
}
function readColumns(error) {
  const column = readText(error, "column") || readText(error, "column_name");
  if (column !== "") return [column];
  const list = /^[^(]*\((.*?)\)=\(/s.exec(readText(error, "detail").slice(0, 1024))?.[1];
  return list?.match(/[\p{L}\p{N}_$]+/gu) ?? [];
}
export {
  postgres
};
