// Puts segments together in one piece of memory that is used again for each.
import {
  computeTcpChecksum,
  setTcpChecksum,
  setTcpOffsetAndFlags,
  TCP_HEADER_LENGTH,
  TCP_OFFSET,
} from '../../wire/tcp.js';
import type { OutgoingTcp } from '../ports/network.js';

const MAX_SEGMENT = 65_535;

/** Ports and numbers of one header. */
export interface HeaderFields {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly seq: number;
  readonly ack: number;
  readonly flags: number;
  readonly window: number;
  readonly urgentPointer: number;
}

/** How IPv4 is to send it. */
export interface Envelope {
  readonly source: number;
  readonly destination: number;
  readonly tos: number;
  readonly ttl: number;
  readonly dontFragment: boolean;
  readonly identification: number;
}

export class SegmentWriter {
  readonly octets = new Uint8Array(MAX_SEGMENT);
  readonly view = new DataView(this.octets.buffer);
  /** Where the next option goes. */
  end = TCP_HEADER_LENGTH;

  /** Writes the fields of a header; options follow from `end` on. */
  begin(fields: HeaderFields): void {
    const { view } = this;
    view.setUint16(TCP_OFFSET.sourcePort, fields.sourcePort);
    view.setUint16(TCP_OFFSET.destinationPort, fields.destinationPort);
    view.setUint32(TCP_OFFSET.sequence, fields.seq);
    view.setUint32(TCP_OFFSET.acknowledgment, fields.ack);
    setTcpOffsetAndFlags(view, 0, TCP_HEADER_LENGTH, fields.flags);
    view.setUint16(TCP_OFFSET.window, fields.window);
    view.setUint16(TCP_OFFSET.checksum, 0);
    view.setUint16(TCP_OFFSET.urgentPointer, fields.urgentPointer);
    this.end = TCP_HEADER_LENGTH;
  }

  /** Ends the options; the data, `length` octets, is to be written from `end` on. */
  endOptions(flags: number): void {
    setTcpOffsetAndFlags(this.view, 0, this.end, flags);
  }

  /** The segment that {@link finish} returns; filled in again by each call. */
  readonly #outgoing = {
    source: 0,
    destination: 0,
    tos: 0,
    ttl: 0,
    dontFragment: false,
    identification: 0,
    octets: this.octets,
  };

  /** The whole segment, its checksum filled in; borrowed until the next one is begun. */
  finish(dataLength: number, envelope: Envelope): OutgoingTcp {
    const length = this.end + dataLength;
    const checksum = computeTcpChecksum(
      this.view,
      0,
      length,
      envelope.source,
      envelope.destination,
    );
    setTcpChecksum(this.view, 0, checksum);
    const outgoing = this.#outgoing;
    outgoing.source = envelope.source;
    outgoing.destination = envelope.destination;
    outgoing.tos = envelope.tos;
    outgoing.ttl = envelope.ttl;
    outgoing.dontFragment = envelope.dontFragment;
    outgoing.identification = envelope.identification;
    outgoing.octets = this.octets.subarray(0, length);
    return outgoing;
  }
}
