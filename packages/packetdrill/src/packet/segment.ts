// TCP segments between octets and values. Numbers are those of the wire.
import type { Ipv4Address } from '@packetloom/core';
import {
  computeTcpChecksum,
  setTcpChecksum,
  TCP_HEADER_LENGTH,
  tcpAcknowledgment,
  tcpDestinationPort,
  tcpFlags,
  tcpHeaderLength,
  tcpSequence,
  tcpSourcePort,
  tcpUrgentPointer,
  tcpWindow,
} from '@packetloom/core/wire';
import type { TcpOption } from '../language/script.js';
import { decodeOptions, encodeOptions } from './tcpOptionCodec.js';

export interface Segment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Bits of TcpFlag. */
  readonly flags: number;
  readonly seq: number;
  readonly ack: number;
  readonly window: number;
  readonly urgent: number;
  readonly options: readonly TcpOption[];
  /** Octets of data; their values tell nothing. */
  readonly length: number;
}

export function decodeSegment(octets: Uint8Array): Segment {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const headerLength = tcpHeaderLength(view, 0);
  return {
    sourcePort: tcpSourcePort(view, 0),
    destinationPort: tcpDestinationPort(view, 0),
    flags: tcpFlags(view, 0),
    seq: tcpSequence(view, 0),
    ack: tcpAcknowledgment(view, 0),
    window: tcpWindow(view, 0),
    urgent: tcpUrgentPointer(view, 0),
    options: decodeOptions(octets.subarray(TCP_HEADER_LENGTH, headerLength)),
    length: octets.length - headerLength,
  };
}

/** The octets of a segment, its checksum right for these addresses. */
export function encodeSegment(
  segment: Segment,
  source: Ipv4Address,
  destination: Ipv4Address,
): Uint8Array {
  const options = encodeOptions(segment.options);
  const headerLength = TCP_HEADER_LENGTH + options.length;
  const octets = new Uint8Array(headerLength + segment.length);
  const view = new DataView(octets.buffer);
  view.setUint16(0, segment.sourcePort);
  view.setUint16(2, segment.destinationPort);
  view.setUint32(4, segment.seq);
  view.setUint32(8, segment.ack);
  view.setUint16(12, ((headerLength / 4) << 12) | segment.flags);
  view.setUint16(14, segment.window);
  view.setUint16(18, segment.urgent);
  octets.set(options, TCP_HEADER_LENGTH);
  setTcpChecksum(view, 0, computeTcpChecksum(view, 0, octets.length, source, destination));
  return octets;
}
