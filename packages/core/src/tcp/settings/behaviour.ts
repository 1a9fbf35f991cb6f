// What a TCP may do one way or another. Names are those of Linux's sysctls under net.ipv4 without
// their `tcp_`, so that a reader of tcp(7) or ip-sysctl.rst knows them.

/** The choices of one host's TCP. Times carry their unit last. */
export interface TcpBehaviour {
  /** Timers are whole multiples of this: 4 ms where HZ is 250. */
  readonly tickMs: number;
  /**
   * Timers fire late as those of Linux's timer wheel do: by half of its granularity, which is how late they are
   * on average. Granules: a tick for less than 63 ticks ahead, then 8, 64 and 512 for each factor of 8.
   */
  readonly timerWheel: boolean;
  /** RFC 7323: 0 off, 1 on with a random offset for each peer, 2 on without. */
  readonly timestamps: 0 | 1 | 2;
  readonly sack: boolean;
  /** RFC 2883. */
  readonly dsack: boolean;
  readonly windowScaling: boolean;
  /** RFC 3168: 0 off, 1 asks and answers, 2 answers. */
  readonly ecn: 0 | 1 | 2;
  /** A SYN that asked for ECN is sent again without (RFC 3168 6.1.1.1). */
  readonly ecnFallback: boolean;
  /** RFC 5682: 0 off. */
  readonly frto: number;
  /** RACK (RFC 8985) as bits: 1 on, 2 a reordering window that does not adapt, 4 no count of duplicates. */
  readonly recovery: number;
  /** Tail loss probes (RFC 8985 7): 0 off, 3 or 4 on. */
  readonly earlyRetrans: number;
  readonly reordering: number;
  readonly maxReordering: number;
  /** Least and most delay of an ACK. */
  readonly delayedAckMinMs: number;
  readonly delayedAckMaxMs: number;
  readonly rtoMinUs: number;
  readonly rtoMaxMs: number;
  readonly synRetries: number;
  /** This many SYNs are sent again a second apart before the time doubles. */
  readonly synLinearTimeouts: number;
  readonly synackRetries: number;
  readonly retries1: number;
  readonly retries2: number;
  /** 0 stands for 8. */
  readonly orphanRetries: number;
  readonly finTimeoutS: number;
  readonly keepaliveTimeS: number;
  readonly keepaliveIntervalS: number;
  readonly keepaliveProbes: number;
  readonly slowStartAfterIdle: boolean;
  /** Least time between two ACKs of one connection that answer segments out of the window. */
  readonly invalidRatelimitMs: number;
  /** Challenge ACKs a second of the whole host (RFC 5961 7); 2^31 - 1 is no limit. */
  readonly challengeAckLimit: number;
  readonly moderateRcvbuf: boolean;
  readonly compSackDelayNs: number;
  readonly compSackNr: number;
  readonly minSndMss: number;
  readonly pingpongThresh: number;
  readonly retransCollapse: boolean;
  readonly shrinkWindow: boolean;
  /** The urgent pointer points to the last urgent octet (RFC 1122), not behind it. */
  readonly stdurg: boolean;
  readonly thinLinearTimeouts: boolean;
  /** An RST does not end TIME_WAIT (RFC 1337). */
  readonly rfc1337: boolean;
  readonly abortOnOverflow: boolean;
  /** Least, initial and largest receive buffer in octets, as `tcp_rmem`. */
  readonly rmem: readonly [number, number, number];
  /** Least, initial and largest send buffer in octets, as `tcp_wmem`. */
  readonly wmem: readonly [number, number, number];
  /** `net.core.rmem_max`, `net.core.wmem_max`: what SO_RCVBUF and SO_SNDBUF can ask for. */
  readonly rmemMax: number;
  readonly wmemMax: number;
  /** `net.core.somaxconn`. */
  readonly somaxconn: number;
  readonly maxSynBacklog: number;
  /** Least path MTU that an ICMP error can bring. */
  readonly minPmtu: number;
  /** Least MSS that is announced. */
  readonly minAdvMss: number;
  readonly baseMss: number;
  readonly congestionControl: string;
  readonly initialWindowSegments: number;
  /**
   * The device cuts segments: many share one buffer, and so its bookkeeping, on their way to it. Shows in how much a
   * send buffer takes. Each is sent alone all the same.
   */
  readonly segmentationOffload: boolean;
}

/** Linux 6.18's defaults. */
export const LINUX_TCP: TcpBehaviour = {
  tickMs: 4,
  timerWheel: true,
  timestamps: 1,
  sack: true,
  dsack: true,
  windowScaling: true,
  ecn: 2,
  ecnFallback: true,
  frto: 2,
  recovery: 1,
  earlyRetrans: 3,
  reordering: 3,
  maxReordering: 300,
  delayedAckMinMs: 40,
  delayedAckMaxMs: 200,
  rtoMinUs: 200_000,
  rtoMaxMs: 120_000,
  synRetries: 6,
  synLinearTimeouts: 4,
  synackRetries: 5,
  retries1: 3,
  retries2: 15,
  orphanRetries: 0,
  finTimeoutS: 60,
  keepaliveTimeS: 7200,
  keepaliveIntervalS: 75,
  keepaliveProbes: 9,
  slowStartAfterIdle: true,
  invalidRatelimitMs: 500,
  challengeAckLimit: 0x7fffffff,
  moderateRcvbuf: true,
  compSackDelayNs: 1_000_000,
  compSackNr: 44,
  minSndMss: 48,
  pingpongThresh: 1,
  retransCollapse: true,
  shrinkWindow: false,
  stdurg: false,
  thinLinearTimeouts: false,
  rfc1337: false,
  abortOnOverflow: false,
  rmem: [4096, 131_072, 6_291_456],
  wmem: [4096, 16_384, 4_194_304],
  rmemMax: 4_194_304,
  wmemMax: 4_194_304,
  somaxconn: 4096,
  maxSynBacklog: 256,
  minPmtu: 552,
  minAdvMss: 256,
  baseMss: 1024,
  congestionControl: 'cubic',
  initialWindowSegments: 10,
  segmentationOffload: false,
};

/**
 * The rules of the RFCs where Linux departs from them: timers are exact, to the millisecond; the least
 * retransmission time-out is one second (RFC 6298 2.4); every SYN time-out doubles (RFC 6298 5.5).
 */
export const STANDARD_TCP: TcpBehaviour = {
  ...LINUX_TCP,
  tickMs: 1,
  timerWheel: false,
  rtoMinUs: 1_000_000,
  synLinearTimeouts: 0,
};
