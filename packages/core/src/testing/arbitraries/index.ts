// Random values for property tests (fast-check): they shrink, and make sense together.
export * from './addresses.js'; // addresses, groups, prefixes
export * from './filterRules.js'; // rules of the packet filter, in chains that jump to each other
export * from './fragments.js'; // fragments in every order and overlap
export * from './igmpHistory.js'; // what is heard of IGMP in the course of time
export * from './options.js'; // IPv4 options, valid or not
export * from './packets.js'; // packets: valid, nearly valid, hostile
