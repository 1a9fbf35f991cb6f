// Helpers for tests of what is built on the stack.
export * from './manualClock.js'; // a clock that advances when it is told to
export * from './seededRandom.js'; // named random streams
