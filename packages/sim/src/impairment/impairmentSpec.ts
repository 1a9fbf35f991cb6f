import type { PacketBuffer } from '@packetloom/core';

/** What happens to a packet with a probability. All probabilities and correlations are fractions of 1. */
export interface ProbabilitySpec {
  /** From 0 to 1. */
  readonly probability: number;
  /** How much a draw depends on the one before, from 0 (default) to 1; netem's correlation. */
  readonly correlation?: number;
}

/** Each packet is lost with one probability; see `IndependentLoss`. */
export interface IndependentLossSpec extends ProbabilitySpec {
  readonly kind: 'independent';
}

/** Loss by a good and a bad state, with netem's four parameters (`loss gemodel`); see `GilbertElliottLoss`. */
export interface GilbertElliottLossSpec {
  readonly kind: 'gilbert-elliott';
  /** Probability to go from the good to the bad state, at each packet. */
  readonly p: number;
  /** Probability to go from the bad to the good state; default 1 − p, which makes losses independent. */
  readonly r?: number;
  /** Probability of loss in the bad state, netem's `1-h`; default 1. */
  readonly lossInBad?: number;
  /** Probability of loss in the good state, netem's `1-k`; default 0. */
  readonly lossInGood?: number;
}

/** Loss by four states (`loss state`), with netem's parameters and defaults; see `FourStateLoss`. */
export interface FourStateLossSpec {
  readonly kind: 'four-state';
  /** From received in a gap to lost in a burst. */
  readonly p13: number;
  /** From lost in a burst to received in a gap; default 1 − p13. */
  readonly p31?: number;
  /** From lost in a burst to received in a burst; default 0. */
  readonly p32?: number;
  /** From received in a burst to lost in a burst; default 1. */
  readonly p23?: number;
  /** From received in a gap to a single loss; default 0. */
  readonly p14?: number;
}

/** Bursts of a fixed length; see `BurstLoss`. */
export interface BurstLossSpec {
  readonly kind: 'burst';
  /** Probability that a burst begins at a packet outside of bursts. */
  readonly probability: number;
  /** Packets that are lost in a row. */
  readonly lengthPackets: number;
}

/** Loss of the packets with these numbers: the first that comes, from when this is set, is number 1. */
export interface NumberedLossSpec {
  readonly kind: 'packets';
  readonly numbers: readonly number[];
}

/** Loss of what a function of a script picks. It may look at the packet (see core's header accessors), not keep it. */
export interface PredicateLossSpec {
  readonly kind: 'predicate';
  readonly loses: (packet: PacketBuffer) => boolean;
}

/** Which packets get lost on the way. */
export type LossSpec =
  | IndependentLossSpec
  | GilbertElliottLossSpec
  | FourStateLossSpec
  | BurstLossSpec
  | NumberedLossSpec
  | PredicateLossSpec;

/** Shapes of jitter, by the names of netem. */
export const JITTER_DISTRIBUTIONS = ['uniform', 'normal', 'pareto', 'paretonormal'] as const;

/** The shape of jitter; see `delayDistributions`. */
export type JitterDistribution = (typeof JITTER_DISTRIBUTIONS)[number];

/** A distribution by a table, as those of netem: see `tableDeviationNs`. */
export interface JitterTable {
  readonly kind: 'table';
  /** Deviations from the mean, each as likely as the others, in 1/8192 of the jitter: integers of 16 bits. */
  readonly values: readonly number[];
}

/** How the delay of packets varies around `delayNs` of the direction. */
export interface JitterSpec {
  /** Half the width of `uniform`; the unit (for `normal` the standard deviation) of the others. An integer. */
  readonly jitterNs: number;
  /** Default `uniform`. */
  readonly distribution?: JitterDistribution | JitterTable;
  /** How much a delay depends on the one before, from 0 (default) to 1; netem's correlation. */
  readonly correlation?: number;
  /**
   * True (default): a packet waits for those sent before it, as in a queue, so that jitter reorders
   * nothing. False: each arrives when its own delay is over. (netem: false without a rate, else true.)
   */
  readonly keepOrder?: boolean;
}

/** Packets that overtake others by going without delay; netem's `reorder`. */
export interface ReorderSpec extends ProbabilitySpec {
  /** Each gap-th packet is a candidate; default 1: each. After a miss, each one is until one has gone. */
  readonly gap?: number;
}

/** How long after the one before a slot opens: drawn evenly from a range, or around a mean. */
export type SlotDelaySpec =
  | { readonly kind: 'range'; readonly minNs: number; readonly maxNs: number }
  | {
      readonly kind: 'distribution';
      readonly distribution: JitterDistribution | JitterTable;
      readonly meanNs: number;
      readonly jitterNs: number;
    };

/** Packets that come together, as on a radio link that is shared by turns; netem's `slot`. See `Slots`. */
export interface SlotSpec {
  readonly delay: SlotDelaySpec;
  /** Packets that may leave in one slot; default all. */
  readonly maxPackets?: number;
  /** Octets after which a slot ends, link headers included; default no end. */
  readonly maxBytes?: number;
}

/** What a direction does to packets besides taking time; null or absent is off. */
export interface ImpairmentSpec {
  readonly jitter?: JitterSpec | null;
  readonly loss?: LossSpec | null;
  /** A copy goes in front of the packet. */
  readonly duplicate?: ProbabilitySpec | null;
  /** One random bit of the packet is inverted. */
  readonly corrupt?: ProbabilitySpec | null;
  readonly reorder?: ReorderSpec | null;
  /** Packets arrive in slots. */
  readonly slot?: SlotSpec | null;
  /** Packets whose transport understands ECN are marked instead of being lost; netem's `ecn`. Default false. */
  readonly ecn?: boolean;
  /**
   * Whether packets meet the impairments in front of queue and rate, as in a netem qdisc on the device: what is lost
   * takes nothing of the rate, a copy as much as its original. Default false: a line loses what was sent.
   */
  readonly inQdisc?: boolean;
  /**
   * Of `inQdisc`: whether the rate is netem's own, so that a packet takes its time behind its delay and behind the
   * packet before it, and one that goes ahead takes none. Default false: it is that of the device.
   */
  readonly qdiscRate?: boolean;
  /** Packets that may wait or be on their way at once, netem's `limit`: what comes then is dropped. Null: any. */
  readonly limitPackets?: number | null;
}

/** Names of the impairments of a direction. */
export const IMPAIRMENTS = [
  'jitter',
  'loss',
  'duplicate',
  'corrupt',
  'reorder',
  'slot',
  'limitPackets',
] as const;
