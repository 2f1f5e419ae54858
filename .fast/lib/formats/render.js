import { noExtras } from "../error/body-extras.js";
import { compileFormat } from "./compile-format.js";
import { envelope } from "./built-in/envelope.js";
import { reportFailure } from "../util/report-failure.js";
const plainEnvelope = compileFormat(envelope());
function renderReply(format, error, extras, log) {
  if (error.statusCode < 400) return { format, body: "" };
  try {
    return { format, body: format.render(error, extras) };
  } catch (failure) {
    reportFailure(log, "error", `format '${format.name}' failed`, failure);
    return { format: plainEnvelope, body: plainEnvelope.render(error, noExtras) };
  }
}
export {
  renderReply
};
