function isErrorStatus(value) {
  return Number.isInteger(value) && value >= 400 && value <= 599;
}
export {
  isErrorStatus
};
