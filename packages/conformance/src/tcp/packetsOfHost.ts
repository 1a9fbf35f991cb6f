import type { DecodedSegment } from './wire.js';

/** A packet of the host, decoded. */
export interface HostPacket extends DecodedSegment {
  readonly atMs: number;
  /** Id of the conversation, or null for none of the vector's. */
  readonly conn: number | null;
  readonly tos: number;
  readonly ttl: number;
  readonly dontFragment: boolean;
  readonly id: 'zero' | 'random' | string;
  readonly isnStep: number | undefined;
}

/** A call and what came of it. */
export interface CallResult {
  readonly step: number;
  readonly [field: string]: unknown;
}

/** A change that a socket showed. */
export interface SocketEvent {
  readonly atMs: number;
  readonly sock: number;
  readonly event: string;
}

/** All that a run did. */
export interface TcpRecording {
  readonly sent: HostPacket[];
  readonly calls: CallResult[];
  readonly events: SocketEvent[];
}
