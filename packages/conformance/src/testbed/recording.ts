/** A packet that the host handed to a link. */
export interface RecordedPacket {
  readonly timeNs: number;
  readonly nic: number;
  readonly octets: Uint8Array;
}

/** A datagram that a socket was given. */
export interface RecordedDelivery {
  readonly timeNs: number;
  readonly socket: number;
  /** Dotted quad. */
  readonly from: string;
  readonly fromPort: number;
  readonly payload: Uint8Array;
  /** IP options, as IP_RECVOPTS shows them. */
  readonly options: Uint8Array;
}

/** A failed call: core's code for it, and the errno that a Linux program would see. */
export interface Failure {
  readonly code: string;
  readonly errno: string;
}

/** An error that a socket was given after the fact. */
interface RecordedSocketError extends Failure {
  readonly timeNs: number;
  readonly socket: number;
}

/** Everything that a run shows of the host. */
export interface Recording {
  readonly sent: RecordedPacket[];
  readonly delivered: RecordedDelivery[];
  /** Failed steps by their index. */
  readonly failures: Map<number, Failure>;
  readonly socketErrors: RecordedSocketError[];
  /** Parts of the set-up that the host refused. */
  readonly setUpFailures: string[];
  /** Counters that are not zero, by name. */
  counters: Readonly<Record<string, number>>;
  /** Packets that the host made and neither ended nor holds. */
  lostPackets: number;
  /** What the host tells an observer, a line each; only when that was asked for. */
  readonly events: string[];
}

/** A recording of nothing. */
export function newRecording(): Recording {
  return {
    sent: [],
    delivered: [],
    failures: new Map(),
    socketErrors: [],
    setUpFailures: [],
    counters: {},
    lostPackets: 0,
    events: [],
  };
}
