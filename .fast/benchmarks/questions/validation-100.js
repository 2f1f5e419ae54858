import { askValidation } from "../validation.js";
const question = askValidation(100);
export {
  question
};
