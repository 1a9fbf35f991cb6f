// Codecs of the headers that the stack speaks, usable alone. Each protocol has two files: fields in
// place over (DataView, start), unchecked and free of allocation; and, in …Codec, checked values.
//
//   const addresses = { source: 0x0a000001, destination: 0x0a000002 };
//   const udp = encodeUdp({ sourcePort: 40_000, destinationPort: 9 }, payload, addresses);
//   const octets = encodeIpv4({ ...addresses, protocol: PROTOCOL_UDP }, udp);
//
//   const datagram = decodeIpv4(octets);
//   if (isCodecError(datagram)) throw new Error(datagram.message);
//   datagram.ttl; // 64
export * from './arp.js'; // fields of ARP for IPv4 over Ethernet
export * from './arpCodec.js'; // ARP packets as values
export * from './checksum.js'; // the Internet checksum: sums, folding, incremental update
export * from './codecError.js'; // what decoders return in place of a value
export * from './ethernet.js'; // fields of Ethernet II
export * from './ethernetCodec.js'; // Ethernet II frames as values
export * from './icmpv4.js'; // fields, types and codes of ICMPv4
export * from './icmpv4Codec.js'; // ICMPv4 messages as values
export * from './igmp.js'; // fields and types of IGMP
export * from './igmpCodec.js'; // IGMP messages of versions 1 to 3 as values
export type { IgmpGroupRecord } from './igmpRecords.js'; // what a version 3 report is made of
export * from './ipv4.js'; // fields of IPv4
export * from './ipv4Codec.js'; // IPv4 datagrams as values
export type { ChecksumOptions, ChecksumOverride } from './octets.js'; // what codecs share
export * from './options.js'; // option types; walking options in place
export * from './optionsCodec.js'; // IPv4 options as values
export * from './protocolNumber.js'; // what an IPv4 header carries
export * from './tcp.js'; // fields of TCP
export * from './tcpCodec.js'; // TCP segments as values
export * from './tcpOptions.js'; // options of TCP in place
export * from './udp.js'; // fields of UDP
export * from './udpCodec.js'; // UDP datagrams as values
