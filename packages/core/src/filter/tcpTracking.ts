// The states of TCP connections as tracking sees them from between the ends: those of Linux's
// nf_conntrack_proto_tcp, with its table and its time-outs. Nobody looks at sequence numbers.

const SECOND_NS = 1_000_000_000;
const MINUTE_NS = 60 * SECOND_NS;

/** States, by the names that /proc/net/nf_conntrack shows. */
export const TCP_TRACKING_STATES = [
  'NONE',
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
  'SYN_SENT2',
] as const;

const SS = 1;
const SR = 2;
const ES = 3;
const FW = 4;
const CW = 5;
const LA = 6;
const TW = 7;
const CL = 8;
const S2 = 9;
/** The packet passes, and changes nothing. */
const IG = 10;
/** The packet is of no connection. */
const IV = 11;

/** What a packet is by its flags; an index into the rows of {@link NEXT}. */
const SYN = 0;
const SYN_ACK = 1;
const FIN = 2;
const ACK = 3;
const RST = 4;
const NOTHING = 5;

/** Of packets in the direction of the first one, by what they are; columns are the states. */
const ORIGINAL: readonly (readonly number[])[] = [
  [SS, SS, IG, IG, IG, IG, IG, SS, SS, S2],
  [IV, IV, SR, IV, IV, IV, IV, IV, IV, SR],
  [IV, IV, FW, FW, LA, LA, LA, TW, CL, IV],
  [ES, IV, ES, ES, CW, CW, TW, TW, CL, IV],
  [IV, CL, CL, CL, CL, CL, CL, CL, CL, CL],
  [IV, IV, IV, IV, IV, IV, IV, IV, IV, IV],
];
const REPLY: readonly (readonly number[])[] = [
  [IV, S2, IV, IV, IV, IV, IV, SS, IV, S2],
  [IV, SR, IG, IG, IG, IG, IG, IG, IG, SR],
  [IV, IV, FW, FW, LA, LA, LA, TW, CL, IV],
  [IV, IG, SR, ES, CW, CW, TW, TW, CL, IG],
  [IV, CL, CL, CL, CL, CL, CL, CL, CL, CL],
  [IV, IV, IV, IV, IV, IV, IV, IV, IV, IV],
];

/** Time-outs by state, as the sysctls nf_conntrack_tcp_timeout_*. */
const TIMEOUTS_NS: readonly number[] = [
  120 * SECOND_NS,
  120 * SECOND_NS,
  60 * SECOND_NS,
  5 * 24 * 60 * MINUTE_NS,
  120 * SECOND_NS,
  60 * SECOND_NS,
  30 * SECOND_NS,
  120 * SECOND_NS,
  10 * SECOND_NS,
  120 * SECOND_NS,
];
/** Of one that was picked up in the middle and not answered yet. */
const UNACKNOWLEDGED_NS = 300 * SECOND_NS;

const FLAG_FIN = 0x01;
const FLAG_SYN = 0x02;
const FLAG_RST = 0x04;
const FLAG_ACK = 0x10;
const FLAG_URG = 0x20;
/** Flags that say what a segment is; the others (PSH, ECE, CWR) fit to any. */
const TELLING = FLAG_FIN | FLAG_SYN | FLAG_RST | FLAG_ACK | FLAG_URG;

/** Sets of flags that segments may have. */
const VALID: ReadonlySet<number> = new Set([
  FLAG_SYN,
  FLAG_SYN | FLAG_URG,
  FLAG_SYN | FLAG_ACK,
  FLAG_RST,
  FLAG_RST | FLAG_ACK,
  FLAG_FIN | FLAG_ACK,
  FLAG_FIN | FLAG_ACK | FLAG_URG,
  FLAG_ACK,
  FLAG_ACK | FLAG_URG,
]);

function kindOf(flags: number): number {
  if ((flags & FLAG_RST) !== 0) return RST;
  if ((flags & FLAG_SYN) !== 0) return (flags & FLAG_ACK) === 0 ? SYN : SYN_ACK;
  if ((flags & FLAG_FIN) !== 0) return FIN;
  return (flags & FLAG_ACK) === 0 ? NOTHING : ACK;
}

/**
 * The state after a segment with these flags; `null` if it does not belong to the connection. A new connection
 * begins in state 0.
 */
export function nextTcpState(state: number, isReply: boolean, flags: number): number | null {
  if (!VALID.has(flags & TELLING)) return null;
  const row = (isReply ? REPLY : ORIGINAL)[kindOf(flags)] ?? [];
  const next = row[state] ?? IV;
  if (next === IV) return null;
  return next === IG ? state : next;
}

/** Whether a SYN that leads from one state to another begins a new connection with the same ports. */
export function reopens(state: number, next: number): boolean {
  return next === SS && (state === TW || state === CL);
}

export function isReset(flags: number): boolean {
  return (flags & FLAG_RST) !== 0;
}

/** How long a connection in this state is remembered after its last packet. */
export function tcpTimeoutNs(state: number, isReplied: boolean): number {
  if (state === ES && !isReplied) return UNACKNOWLEDGED_NS;
  return TIMEOUTS_NS[state] ?? 0;
}
