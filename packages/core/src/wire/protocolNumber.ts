// Protocol numbers of the IPv4 header, as IANA assigns them (RFC 791 3.1).

/** ICMP (RFC 792). */
export const PROTOCOL_ICMP = 1;
/** IGMP (RFC 1112, 2236, 3376). */
export const PROTOCOL_IGMP = 2;
/** TCP (RFC 9293). */
export const PROTOCOL_TCP = 6;
/** UDP (RFC 768). */
export const PROTOCOL_UDP = 17;
/** Reserved by IANA; a raw socket of this protocol only sends (raw(7)). */
export const PROTOCOL_RAW = 255;
