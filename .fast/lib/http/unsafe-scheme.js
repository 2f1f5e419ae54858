const UNSAFE_SCHEME = /^(javascript|data|vbscript|file|blob):/i;
function unsafeScheme(uri) {
  return UNSAFE_SCHEME.exec(uri)?.[1]?.toLowerCase();
}
export {
  unsafeScheme
};
