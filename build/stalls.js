// Loaded before a test file by `npm run test:fast -- --stalls`: blocks the event loop at random, as a machine in use
// does, so that a test that counts on time fails here and not on such a machine.
const patterns = [ // milliseconds: the longest pause between two stalls, the shortest and the longest stall
  [6, 1, 40],
  [25, 10, 130],
  [150, 100, 400]
]
// Some tests replace these
const later = globalThis.setTimeout
const random = Math.random
const [pause, shortest, longest] = patterns[Math.floor(random() * patterns.length)]
const cell = new Int32Array(new SharedArrayBuffer(4))

function stall () {
  // Mostly short ones
  Atomics.wait(cell, 0, 0, shortest + random() ** 2 * (longest - shortest))
  later(stall, random() * pause).unref()
}
later(stall, random() * pause).unref()
