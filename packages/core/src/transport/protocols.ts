// The transports that every host has. A new one is a line in each of the two lists.

import type { Ipv4Stack } from '../ipv4/ipv4Stack.js';
import type { TransportProtocol } from '../ports/transportProtocol.js';
import { tcpCounterNames } from '../tcp/ports/counters.js';
import { TcpTransport } from '../tcpTransport/tcpTransport.js';
import { Udp } from '../udp/udp.js';
import { udpCounterNames } from '../udp/udpCounters.js';

/** Makes a transport for a host. */
export type TransportFactory = (host: Ipv4Stack) => TransportProtocol;

export const BUILT_IN_TRANSPORTS: readonly TransportFactory[] = [
  (host) => new Udp(host),
  (host) => new TcpTransport(host),
];

/** Their counters, in a fixed order. */
export const transportCounterNames = [...udpCounterNames, ...tcpCounterNames] as const;
