import type { PacketBuffer } from '@packetloom/core';
import {
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4TotalLength,
  PROTOCOL_TCP,
  TCP_HEADER_LENGTH,
  TcpFlag,
  tcpDestinationPort,
  tcpFlags,
  tcpHeaderLength,
  tcpSequence,
  tcpSourcePort,
} from '@packetloom/core/wire';
import type { SimulationEvent } from '@packetloom/sim';

type RetransmitEvent = SimulationEvent & { readonly type: 'tcp-retransmit' };

/** What a segment of TCP is, in its own words. */
export interface SegmentNote {
  readonly localPort: number;
  /** Names of its control bits, such as SYN. */
  readonly flags: readonly string[];
  /** Number of its first octet, counted from the SYN, which is 0; null: the SYN was not seen. */
  readonly sequence: number | null;
  /** Octets of data. */
  readonly octets: number;
  /** Sequence numbers that it takes: those of SYN and FIN too. */
  readonly length: number;
  /** Why it is sent again; null: it is not. */
  readonly reason: RetransmitEvent['reason'] | null;
  /** Identity of the packet in which its first octet went out first; null: it is this one. */
  readonly first: number | null;
}

/** Reads segments as hosts send them, and counts their sequence numbers from the SYN. */
export class SegmentReader {
  /** Initial sequence numbers by host, ports and address. */
  readonly #initial = new Map<string, number>();
  /** The packet that brought each octet first. */
  readonly #firsts = new Map<string, number>();
  #again: RetransmitEvent | null = null;

  /** Something is about to be sent again. */
  hears(event: RetransmitEvent): void {
    this.#again = event;
  }

  /** A host sends a packet; null if it is no whole segment of TCP. */
  read(host: string, packet: PacketBuffer): SegmentNote | null {
    const { view, start, identity } = packet;
    const header = ipv4HeaderLength(view, start);
    if (ipv4Protocol(view, start) !== PROTOCOL_TCP) return null;
    const at = start + header;
    if (packet.length < header + TCP_HEADER_LENGTH) return null;
    const bits = tcpFlags(view, at);
    const isSyn = (bits & TcpFlag.SYN) !== 0;
    const isFin = (bits & TcpFlag.FIN) !== 0;
    const octets = ipv4TotalLength(view, start) - header - tcpHeaderLength(view, at);
    const length = octets + (isSyn ? 1 : 0) + (isFin ? 1 : 0);
    const localPort = tcpSourcePort(view, at);
    const connection = `${host} ${localPort} ${tcpDestinationPort(view, at)}`;
    if (isSyn) this.#initial.set(connection, tcpSequence(view, at));
    const initial = this.#initial.get(connection);
    const sequence = initial === undefined ? null : (tcpSequence(view, at) - initial) >>> 0;
    const again = this.#again;
    const isAgain =
      again?.host === host && again.localPort === localPort && again.sequence === sequence;
    if (isAgain) this.#again = null;
    const key = `${connection} ${sequence}`;
    const known = length === 0 ? undefined : this.#firsts.get(key);
    if (length > 0 && known === undefined) this.#firsts.set(key, identity);
    const first = known === undefined || known === identity ? null : known;
    const names = Object.entries(TcpFlag).filter(([, bit]) => (bits & bit) !== 0);
    const flags = names.map(([name]) => name);
    const reason = isAgain ? again.reason : null;
    return { localPort, flags, sequence, octets, length, reason, first };
  }
}

const REASONS: Readonly<Record<RetransmitEvent['reason'], string>> = {
  'time-out': 'after a time-out (RTO)',
  'fast-retransmit': 'by fast retransmit',
  'loss-probe': 'as a tail loss probe (TLP)',
};

/** A segment in words: what it carries, and whether, why and of what it is sent again. */
export function segmentText({ flags, sequence, octets, reason, first }: SegmentNote): string {
  const parts = [flags.join(' ')];
  if (octets > 0 && sequence !== null) {
    parts.push(
      octets === 1 ? `octet ${sequence}` : `octets ${sequence} to ${sequence + octets - 1}`,
    );
  }
  const isHandshake = flags.includes('SYN');
  if (isHandshake) parts.push('of the handshake');
  if (reason !== null || first !== null) {
    const why = reason === null ? '' : ` ${REASONS[reason]}`;
    parts.push(`sent again${why}${first === null ? '' : `, first in packet ${first}`}`);
  }
  return parts.filter((part) => part !== '').join(', ');
}
