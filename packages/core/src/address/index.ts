// Addresses: numbers inside, text at the edges.
export * from './ipv4Address.js'; // 32 bits; which ranges mean what
export * from './macAddress.js'; // 48 bits; where a group's frames go
export * from './prefix.js'; // an address with a prefix length: masks, networks, broadcasts
