// Helpers for tests of what is built on the stack.
export * from './arbitraries/index.js'; // random packets, fragments, IGMP messages, rules (needs fast-check)
export type { ComplianceCase } from './compliance.js';
export * from './congestionCompliance.js'; // what every congestion control of TCP does
export * from './manualClock.js'; // a clock that advances when it is told to
export * from './membershipCompliance.js'; // what every membership of host groups does
export * from './optionCompliance.js'; // what every handling of IP options does
export * from './packets.js'; // packets, and what is wrong with their checksums
export * from './pathMtuCompliance.js'; // what every discovery of path MTUs does
export * from './placementCompliance.js'; // what every placement of fragments does
export * from './rateLimiterCompliance.js'; // what every rate limit of ICMP does
export * from './recordingLink.js'; // a link to nowhere that keeps what was sent
export * from './seededRandom.js'; // named random streams
export * from './tcpPath.js'; // a bulk transfer over TCP through a bottleneck
export * from './testHost.js'; // a host alone, on such links
