// Puts segments together where the network sends them from.
import { ANY } from '../../address/ipv4Address.js';
import {
  computeTcpChecksum,
  setTcpChecksum,
  setTcpOffsetAndFlags,
  TCP_HEADER_LENGTH,
  TCP_MAX_OPTIONS,
  TCP_OFFSET,
} from '../../wire/tcp.js';
import type { OutgoingTcp, SegmentSpace, TcpNetwork } from '../ports/network.js';
import { SegmentScratch } from './segmentScratch.js';

const NO_SPACE: SegmentSpace = new SegmentScratch(0);

/** What one segment says, and how IPv4 is to send it; the same object serves for each. */
export class SegmentFields {
  source = ANY;
  destination = ANY;
  sourcePort = 0;
  destinationPort = 0;
  seq = 0;
  ack = 0;
  flags = 0;
  window = 0;
  urgentPointer = 0;
  tos = 0;
  ttl = 0;
  dontFragment = false;
  identification = 0;
}

/** The segment that is handed over; filled in again by each call. */
class WrittenSegment implements OutgoingTcp {
  source = ANY;
  destination = ANY;
  tos = 0;
  ttl = 0;
  dontFragment = false;
  identification = 0;
  length = 0;
  space: SegmentSpace = NO_SPACE;

  get octets(): Uint8Array {
    const { octets, start } = this.space;
    return octets.subarray(start, start + this.length);
  }
}

export class SegmentWriter {
  /** To be filled in before {@link begin}. */
  readonly fields = new SegmentFields();
  octets = NO_SPACE.octets;
  view = NO_SPACE.view;
  /** Where the header begins, and where the next option goes. */
  #start = 0;
  end = 0;
  readonly #network: TcpNetwork;
  readonly #written = new WrittenSegment();

  constructor(network: TcpNetwork) {
    this.#network = network;
  }

  /** Writes the header of a segment with at most `dataLength` octets of data; options follow from `end` on. */
  begin(dataLength: number): void {
    const { fields } = this;
    const most = TCP_HEADER_LENGTH + TCP_MAX_OPTIONS + dataLength;
    const space = this.#network.begin(fields.source, fields.destination, most);
    const { view, start } = space;
    this.#written.space = space;
    this.octets = space.octets;
    this.view = view;
    this.#start = start;
    view.setUint16(start + TCP_OFFSET.sourcePort, fields.sourcePort);
    view.setUint16(start + TCP_OFFSET.destinationPort, fields.destinationPort);
    view.setUint32(start + TCP_OFFSET.sequence, fields.seq);
    view.setUint32(start + TCP_OFFSET.acknowledgment, fields.ack);
    view.setUint16(start + TCP_OFFSET.window, fields.window);
    view.setUint16(start + TCP_OFFSET.checksum, 0);
    view.setUint16(start + TCP_OFFSET.urgentPointer, fields.urgentPointer);
    this.end = start + TCP_HEADER_LENGTH;
  }

  /** Ends the options; the data is to be written from `end` on. */
  endOptions(): void {
    setTcpOffsetAndFlags(this.view, this.#start, this.end - this.#start, this.fields.flags);
  }

  /** Hands the segment over, with `dataLength` octets of data; its checksum is filled in. */
  send(dataLength: number): void {
    const { view, fields } = this;
    const { source, destination } = fields;
    const start = this.#start;
    const length = this.end - start + dataLength;
    setTcpChecksum(view, start, computeTcpChecksum(view, start, length, source, destination));
    const written = this.#written;
    written.source = source;
    written.destination = destination;
    written.tos = fields.tos;
    written.ttl = fields.ttl;
    written.dontFragment = fields.dontFragment;
    written.identification = fields.identification;
    written.length = length;
    this.#network.send(written);
  }
}
