import { askMethodNotAllowed } from "../method-not-allowed.js";
const question = askMethodNotAllowed(10);
export {
  question
};
