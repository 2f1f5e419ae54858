import { askValidation } from "../validation.js";
const question = askValidation(10);
export {
  question
};
