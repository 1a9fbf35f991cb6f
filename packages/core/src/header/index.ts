// Codecs of the headers that the stack speaks, usable alone. Each protocol has two levels: fields in
// place over (DataView, start), unchecked and free of allocation; and checked values.
export * from './arp.js'; // fields of ARP for IPv4 over Ethernet
export * from './checksum.js'; // the Internet checksum: sums, folding, incremental update
export * from './ethernet.js'; // fields of Ethernet II
export * from './icmpv4.js'; // fields, types and codes of ICMPv4
export * from './igmp.js'; // fields and types of IGMP
export * from './ipv4.js'; // fields of IPv4
export * from './options.js'; // option types; walking options in place
export * from './protocolNumber.js'; // what an IPv4 header carries
export * from './udp.js'; // fields of UDP
