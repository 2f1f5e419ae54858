function titleOf(error, settings) {
  return settings.phrase(error.statusCode) ?? error.title;
}
export {
  titleOf
};
