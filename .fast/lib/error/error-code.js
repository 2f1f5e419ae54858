const CODE = /^[A-Z][A-Z0-9_]*$/;
const INTERNAL_CODE = /^(?:FST_|FAST_JWT_|ERR_|HTTP_ERROR_|UND_ERR_|E[A-Z]+$|ER_|SQLITE_|P[0-9]{4}$|HPE_)/;
function isErrorCode(value) {
  return typeof value === "string" && value.length <= 64 && CODE.test(value);
}
function isPublicCode(value) {
  return isErrorCode(value) && !INTERNAL_CODE.test(value);
}
export {
  isErrorCode,
  isPublicCode
};
