import { indexOfEach } from '../ports/counters.js';

// Received and sent are at the places that cost least; see `ports/counters`.
const UDP_COUNTERS = [
  'udp.packetsReceived',
  'udp.unknownPortErrors',
  'udp.receiveBufferErrors',
  'udp.malformedPacketsReceived',
  'udp.packetsSent',
  'udp.packetSendErrors',
  'udp.checksumErrors',
] as const;

/** Counters of UDP, in a fixed order. */
export const udpCounterNames: readonly (typeof UDP_COUNTERS)[number][] = UDP_COUNTERS;

/** Index of each counter of UDP. */
export const UdpCounter = indexOfEach(UDP_COUNTERS);
