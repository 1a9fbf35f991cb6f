// What the TCP of a host counts: by the names of RFC 4022 (TCP-MIB), and behind them by those of Linux's
// TcpExt without their `TCP`. Counters never fall: tcpCurrEstab, a gauge, is none.
import { indexOfEach } from '../../ports/counters.js';

// Segments in, out and sent again are at the places that cost least; see `ports/counters`.
const TCP_COUNTERS = [
  'tcp.inSegs',
  'tcp.activeOpens',
  'tcp.passiveOpens',
  'tcp.attemptFails',
  'tcp.outSegs',
  'tcp.retransSegs',
  'tcp.estabResets',
  'tcp.inErrs',
  'tcp.outRsts',
  'tcp.inCsumErrors',
  'tcp.listenOverflows',
  'tcp.listenDrops',
  'tcp.pawsEstab',
  'tcp.challengeACK',
  'tcp.timeouts',
  'tcp.lossProbes',
  'tcp.fastRetrans',
  'tcp.synRetrans',
  'tcp.dsackRecv',
  'tcp.rcvPruned',
  'tcp.abortOnTimeout',
  'tcp.timeWaited',
  'tcp.deliveredCE',
] as const;

export type TcpCounterName = (typeof TCP_COUNTERS)[number];

/** Counters of TCP, in a fixed order. */
export const tcpCounterNames: readonly TcpCounterName[] = TCP_COUNTERS;

/** Index of each counter of TCP. */
export const TcpCounter = indexOfEach(TCP_COUNTERS);
