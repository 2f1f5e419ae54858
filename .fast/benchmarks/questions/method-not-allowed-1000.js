import { askMethodNotAllowed } from "../method-not-allowed.js";
const question = askMethodNotAllowed(1e3);
export {
  question
};
