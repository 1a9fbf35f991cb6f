// Bits of `PacketBuffer.flags` while a packet is inside one stack; cleared when it comes from a link.

/** It came to the limited or a subnet's broadcast address (decided when the destination was judged). */
export const PACKET_TO_BROADCAST = 1;
/** NAT rewrote it; nat tables are skipped from now on. */
export const PACKET_TRANSLATED = 2;
/** Its transport checksum needs no check: this stack made it. */
export const PACKET_CHECKSUM_TRUSTED = 4;
/** Its transport header was told apart, so that filter rules may match ports. */
export const PACKET_TRANSPORT_PARSED = 8;
/** Its header came from outside (raw socket, forwarding, echo reply), not from this stack. */
export const PACKET_HEADER_INCLUDED = 16;
/** It is being forwarded. */
export const PACKET_FORWARDED = 32;
/** NAT made it a datagram to one that came to many: to a group or a broadcast address. */
export const PACKET_CAME_TO_MANY = 64;
