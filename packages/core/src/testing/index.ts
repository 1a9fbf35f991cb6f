// Helpers for tests of what is built on the stack.
export * from './arbitraries/index.js'; // random packets, fragments, IGMP messages, rules (needs fast-check)
export * from './congestionCompliance.js'; // what every congestion control of TCP does
export * from './manualClock.js'; // a clock that advances when it is told to
export * from './packets.js'; // packets, and what is wrong with their checksums
export * from './recordingLink.js'; // a link to nowhere that keeps what was sent
export * from './seededRandom.js'; // named random streams
export * from './tcpPath.js'; // a bulk transfer over TCP through a bottleneck
export * from './testHost.js'; // a host alone, on such links
