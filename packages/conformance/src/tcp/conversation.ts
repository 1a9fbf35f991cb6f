// What is known of each conversation of a vector: its ports and numbers, to tell relative ones by.
import { type Ipv4Address, ipv4Address } from '@packetloom/core';
import {
  TcpFlag,
  tcpDestinationPort,
  tcpFlags,
  tcpSequence,
  tcpSourcePort,
} from '@packetloom/core/wire';
import type { ConnSpec } from '../vector/tcpVector.js';

const DEFAULT_TS_BASE = 100_000;

export class Conversation {
  readonly id: number;
  readonly peer: Ipv4Address;
  readonly peerPort: number;
  readonly peerIsn: number;
  readonly tsBase: number;
  /** Null until the host's first packet shows it. */
  hostPort: number | null;
  hostIsn: number | null = null;
  /** First timestamp of the host, and its latest one. */
  firstTs: number | null = null;
  lastTs = 0;
  /** Timestamps of the host's packets, in order; null for a packet without. */
  readonly timestamps: (number | null)[] = [];
  lastIdentification = 0;
  isBegun: boolean;

  constructor(spec: ConnSpec, isBegun: boolean) {
    this.id = spec.id;
    this.peer = addressOf(spec.peer);
    this.peerPort = spec.peerPort;
    this.hostPort = spec.hostPort;
    this.peerIsn = spec.isn;
    this.tsBase = spec.tsBase ?? DEFAULT_TS_BASE;
    this.isBegun = isBegun;
  }

  /**
   * Learns the host's initial sequence number from its SYN; of a new incarnation, returns how far it is
   * behind the old one.
   */
  learn(view: DataView): number | undefined {
    if ((tcpFlags(view, 0) & TcpFlag.SYN) === 0) return undefined;
    const isn = tcpSequence(view, 0);
    const old = this.hostIsn;
    this.hostIsn = isn;
    return old === null || old === isn ? undefined : (isn - old) >>> 0;
  }

  /** Relative to the host's numbers; absolute while those are unknown. */
  hostRelative(seq: number): number {
    return (seq - (this.hostIsn ?? 0)) | 0;
  }

  hostAbsolute(relative: number): number {
    return ((this.hostIsn ?? 0) + relative) >>> 0;
  }

  peerRelative(seq: number): number {
    return (seq - this.peerIsn) | 0;
  }

  peerAbsolute(relative: number): number {
    return (this.peerIsn + relative) >>> 0;
  }
}

/** All conversations of a vector. */
export class Conversations {
  readonly all: readonly Conversation[];

  constructor(specs: readonly ConnSpec[]) {
    const seen = new Set<string>();
    this.all = specs.map((spec) => {
      const key = `${spec.peer} ${spec.peerPort} ${spec.hostPort}`;
      const isFirst = !seen.has(key);
      seen.add(key);
      return new Conversation(spec, isFirst);
    });
  }

  byId(id: number | undefined): Conversation {
    const found = id === undefined ? this.all[0] : this.all.find((entry) => entry.id === id);
    if (found === undefined) throw new Error(`no conversation ${id}`);
    return found;
  }

  /** That of a packet to a peer: of several with one four-tuple, the latest that has begun. */
  ofPacket(destination: Ipv4Address, view: DataView): Conversation | null {
    const peerPort = tcpDestinationPort(view, 0);
    const hostPort = tcpSourcePort(view, 0);
    const fitting = this.all.filter(
      (entry) =>
        entry.peer === destination &&
        entry.peerPort === peerPort &&
        (entry.hostPort ?? hostPort) === hostPort,
    );
    const conversation = fitting.filter((entry) => entry.isBegun).at(-1) ?? fitting[0];
    if (conversation === undefined) return null;
    conversation.hostPort ??= hostPort;
    return conversation;
  }

  /** The peer begins an incarnation: until the host's SYN shows other numbers, the old ones count. */
  begin(conversation: Conversation): void {
    if (conversation.isBegun) return;
    conversation.isBegun = true;
    const earlier = this.all.filter(
      (other) =>
        other.isBegun &&
        other !== conversation &&
        other.peer === conversation.peer &&
        other.peerPort === conversation.peerPort,
    );
    const old = earlier.at(-1);
    if (old === undefined) return;
    conversation.hostPort ??= old.hostPort;
    conversation.hostIsn = old.hostIsn;
    conversation.firstTs = old.firstTs;
    conversation.lastTs = old.lastTs;
  }
}

function addressOf(text: string): Ipv4Address {
  return ipv4Address(text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0));
}
