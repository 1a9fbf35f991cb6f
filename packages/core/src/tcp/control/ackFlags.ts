// What is found out about one ACK while it is worked on.
import type { Connection } from './connection.js';

/** Bits that say what an ACK did. */
export const Ack = {
  /** The segment carries data. */
  DATA: 0x01,
  WIN_UPDATE: 0x02,
  /** Data, or the SYN, was acknowledged cumulatively. */
  DATA_ACKED: 0x04,
  RETRANS_DATA_ACKED: 0x08,
  SYN_ACKED: 0x10,
  /** A new SACK came. */
  DATA_SACKED: 0x20,
  ECE: 0x40,
  /** A retransmission was lost. */
  LOST_RETRANS: 0x80,
  /** Data of before the recovery, never sent again, was acknowledged. */
  ORIG_SACK_ACKED: 0x200,
  SND_UNA_ADVANCED: 0x400,
  DSACKING_ACK: 0x800,
  /** The timer for a probe or a time-out is to be set anew. */
  SET_XMIT_TIMER: 0x1000,
  SACK_RENEGING: 0x2000,
  UPDATE_TS_RECENT: 0x4000,
  NO_CHALLENGE_ACK: 0x8000,
  ACK_MAYBE_DELAYED: 0x10000,
  /** A DSACK for a tail loss probe. */
  DSACK_TLP: 0x20000,
} as const;

export const ACKED = Ack.DATA_ACKED | Ack.SYN_ACKED;
export const NOT_DUP = Ack.DATA | Ack.WIN_UPDATE | ACKED;
export const CA_ALERT = Ack.DATA_SACKED | Ack.ECE | Ack.DSACKING_ACK;
export const FORWARD_PROGRESS = ACKED | Ack.DATA_SACKED;

/** The ACK that is worked on; filled again for each. */
export class AckState {
  flags = 0;
  ack = 0;
  priorSndUna = 0;
  /** Whether the ACK echoes a timestamp, and which. */
  hasEcho = false;
  echo = 0;
  /** Lowest sequence number that was found to be reordered. */
  reordered = 0;
  /** When the first and the last newly SACKed segments had been sent; 0 for none. */
  firstSackedUs = 0;
  lastSackedUs = 0;
  /** Segments delivered out of order, by SACKs. */
  sackDelivered = 0;
  // A sample of the delivery rate.
  priorDelivered = 0;
  priorDeliveredUs = 0;
  priorInFlight = 0;
  rateIntervalUs = 0;
  rateAppLimited = false;
  rateEndSeq = 0;
  rttUs = -1;
  // What the cumulative acknowledgment took off the queue: when its first and last segments had been sent (0:
  // none that tells a round trip), whether none was acknowledged in part, and the lowest sequence number.
  ackedSegments = 0;
  firstAckedUs = 0;
  lastAckedUs = 0;
  ackedWhole = true;
  lowestAcked = 0;
  priorSacked = 0;
  priorHighest = 0;
  // Round trips in microseconds, or -1: by the first acknowledged, by the first SACKed, by the latest of all.
  ackRttUs = -1;
  sackRttUs = -1;
  latestRttUs = -1;
  /** What the congestion control is told. */
  readonly sample = { ackedSegments: 0, rttUs: -1, inFlight: 0 };

  begin(connection: Connection, ack: number, flags: number): void {
    this.flags = flags;
    this.ack = ack;
    this.priorSndUna = connection.sndUna;
    this.hasEcho = false;
    this.echo = 0;
    this.reordered = connection.sndNxt;
    this.firstSackedUs = 0;
    this.lastSackedUs = 0;
    this.sackDelivered = 0;
    this.priorDelivered = 0;
    this.priorDeliveredUs = 0;
    this.priorInFlight = 0;
    this.rateIntervalUs = 0;
    this.rateAppLimited = false;
    this.rateEndSeq = 0;
    this.rttUs = -1;
    this.ackedSegments = 0;
    this.firstAckedUs = 0;
    this.lastAckedUs = 0;
    this.ackedWhole = true;
    this.lowestAcked = connection.sndNxt;
    this.priorSacked = 0;
    this.priorHighest = 0;
    this.ackRttUs = -1;
    this.sackRttUs = -1;
    this.latestRttUs = -1;
  }
}
