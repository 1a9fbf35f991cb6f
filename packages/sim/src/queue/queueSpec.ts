/** Packets wait in the order in which they came; at least one limit. See `FifoQueue`. */
export interface FifoQueueSpec {
  readonly kind: 'fifo';
  /** Packets that may wait. */
  readonly limitPackets?: number;
  /** Octets, link headers included, that may wait. */
  readonly limitBytes?: number;
  /** Packets that wait from which on one that comes is marked by ECN, if it can be: K of DCTCP (RFC 8257 3.1). */
  readonly ecnThresholdPackets?: number;
  /** The same in octets. */
  readonly ecnThresholdBytes?: number;
}

/** Random early detection; see `RedQueue`. */
export interface RedQueueSpec {
  readonly kind: 'red';
  /** Average queue up to which nothing is dropped early. */
  readonly minPackets: number;
  /** Average queue from which on (`gentle`: from twice it) everything is dropped. */
  readonly maxPackets: number;
  /** Probability of an early drop when the average reaches `maxPackets`; default 0.1. */
  readonly maxProbability?: number;
  /** Weight of the present queue in the average; default 0.002. */
  readonly weight?: number;
  /** Beyond `maxPackets` the probability rises to 1 at twice it, instead of jumping; default true. */
  readonly gentle?: boolean;
  /** Packets that may wait. */
  readonly limitPackets: number;
  /** A typical packet, by which the average decays while the link idles; default 1000 octets. */
  readonly averagePacketBytes?: number;
  /** Packets whose transport understands ECN are marked instead of dropped early (RFC 3168). Default false. */
  readonly ecn?: boolean;
}

/** Controlled delay (RFC 8289); see `CodelQueue`. */
export interface CodelQueueSpec {
  readonly kind: 'codel';
  /** Delay of a standing queue that is accepted; default 5 ms. */
  readonly targetNs?: number;
  /** How long the delay may be above it, about the worst round trip; default 100 ms. */
  readonly intervalNs?: number;
  /** Packets that may wait; default 1000. */
  readonly limitPackets?: number;
  /** Packets whose transport understands ECN are marked instead of dropped early. Default false. */
  readonly ecn?: boolean;
  /** Packets that waited longer are marked, whatever the interval; default none. */
  readonly ceThresholdNs?: number;
}

/** Flow queueing with controlled delay (RFC 8290); see `FqCodelQueue`. */
export interface FqCodelQueueSpec {
  readonly kind: 'fq-codel';
  readonly targetNs?: number;
  readonly intervalNs?: number;
  /** Queues that flows are hashed to; default 1024. */
  readonly flows?: number;
  /** Octets that a flow may send in its turn; default 1514. */
  readonly quantumBytes?: number;
  /** Packets that may wait, in all queues together; default 10,240. */
  readonly limitPackets?: number;
  /** As of {@link CodelQueueSpec}, but true by default, as in Linux. */
  readonly ecn?: boolean;
  readonly ceThresholdNs?: number;
}

/** A band of {@link PriorityQueueSpec}. */
export interface PriorityBandSpec {
  /** Code points (0 to 63, RFC 2474) that belong to it. */
  readonly dscp: readonly number[];
  /** How its packets wait; default a FIFO of 1000 packets. */
  readonly queue?: QueueSpec;
}

/** Bands of which a later one is served only while the earlier are empty; see `PriorityQueue`. */
export interface PriorityQueueSpec {
  readonly kind: 'priority';
  /** The first is the most urgent. */
  readonly bands: readonly PriorityBandSpec[];
  /** Place of the band of all other code points; default the last. */
  readonly defaultBand?: number;
}

/** How packets wait for the rate stage of a link direction. */
export type QueueSpec =
  | FifoQueueSpec
  | RedQueueSpec
  | CodelQueueSpec
  | FqCodelQueueSpec
  | PriorityQueueSpec;
