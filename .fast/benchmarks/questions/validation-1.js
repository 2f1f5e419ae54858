import { askValidation } from "../validation.js";
const question = askValidation(1);
export {
  question
};
