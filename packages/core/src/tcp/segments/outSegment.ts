/** What is known of a segment that was sent (Linux's scoreboard bits). */
export const Tag = {
  /** The peer has it, says a SACK. */
  SACKED: 1,
  /** It was sent again, and that copy is in flight. */
  RETRANS: 2,
  /** It is thought to be lost. */
  LOST: 4,
  /** It was sent again at some time. */
  EVER_RETRANS: 8,
} as const;

/** Octets that the kernel's bookkeeping of one queued segment counts for, beside its data. */
export const SEGMENT_OVERHEAD = 832;

/** A segment that waits to be sent, or for its acknowledgment. Its data is in the send buffer. */
export class OutSegment {
  seq: number;
  /** Behind its last octet; SYN and FIN count one. */
  endSeq: number;
  /** SYN, FIN, PSH and the like, as in the header. */
  flags: number;
  /** Bits of {@link Tag}. */
  tags = 0;
  /** How many segments of at most one MSS it stands for; 0 until it was sent. */
  count = 0;
  /** When it was last sent, in microseconds. */
  sentUs = 0;
  /** Which transmission of the connection that was: tells the order of what was sent in one instant. */
  ordinal = 0;
  /** Delivered segments of the connection when it was last sent, for samples of the delivery rate. */
  delivered = 0;
  deliveredUs = 0;
  firstSentUs = 0;
  appLimited = false;
  /** Neighbours in the queue, by sequence number. */
  next: OutSegment | null = null;
  previous: OutSegment | null = null;
  /** Neighbours by time of sending; `inOrderOfTime` tells whether it stands there. */
  sentNext: OutSegment | null = null;
  sentPrevious: OutSegment | null = null;
  inOrderOfTime = false;
  /** In the write queue: it stands for full segments of so many octets each; 0: for itself. */
  pieceLength = 0;
  /** MSG_EOR: nothing that was written later joins it. */
  endsRecord = false;
  /** What its bookkeeping counts for; nothing where it shares that of the segment before it. */
  overhead = SEGMENT_OVERHEAD;

  constructor(seq: number, endSeq: number, flags: number) {
    this.seq = seq;
    this.endSeq = endSeq;
    this.flags = flags;
  }

  /** Makes it another one, as if it were new; it must stand in no queue. */
  begin(seq: number, endSeq: number, flags: number): void {
    this.seq = seq;
    this.endSeq = endSeq;
    this.flags = flags;
    this.tags = 0;
    this.count = 0;
    this.sentUs = 0;
    this.ordinal = 0;
    this.delivered = 0;
    this.deliveredUs = 0;
    this.firstSentUs = 0;
    this.appLimited = false;
    this.pieceLength = 0;
    this.endsRecord = false;
    this.overhead = SEGMENT_OVERHEAD;
  }

  /** Octets of data, SYN and FIN not counted. */
  get length(): number {
    return ((this.endSeq - this.seq) | 0) - (this.flags & 1) - ((this.flags >>> 1) & 1);
  }

  /** What it counts against the send buffer, in octets. */
  get memory(): number {
    return this.overhead + this.length;
  }
}
