function isClientGone(request) {
  const raw = request.raw;
  return raw.aborted || raw.stream?.destroyed === true || raw.socket?.destroyed === true;
}
export {
  isClientGone
};
