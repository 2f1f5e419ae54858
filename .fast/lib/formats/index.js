import { builtInFormats } from "./built-in/index.js";
import { compileFormat } from "./compile-format.js";
import { defineFormat } from "./define-format.js";
import { formatDefaults, resolveFormatOptions } from "./options.js";
import { renderReply } from "./render.js";
export {
  builtInFormats,
  compileFormat,
  defineFormat,
  formatDefaults,
  renderReply,
  resolveFormatOptions
};
