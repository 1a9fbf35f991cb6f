// A segment that came in, read once.

import { ANY } from '../../address/ipv4Address.js';
import { Disposition } from '../../packet/disposition.js';
import { IPV4_MIN_HEADER_LENGTH } from '../../wire/ipv4.js';
import {
  TCP_HEADER_LENGTH,
  TcpFlag,
  tcpAcknowledgment,
  tcpDestinationPort,
  tcpFlags,
  tcpHeaderLength,
  tcpSequence,
  tcpSourcePort,
  tcpUrgentPointer,
  tcpWindow,
} from '../../wire/tcp.js';
import { readTcpOptions, TcpOptionFields } from '../../wire/tcpOptions.js';
import { plus, sequenceOf } from '../protocol/sequence.js';
import { hasSignature } from './signature.js';

const NOTHING = new Uint8Array(0);

/** The segment that is worked on; filled again for each. */
export class Incoming {
  source = ANY;
  sourcePort = 0;
  destination = ANY;
  destinationPort = 0;
  /** TOS octet of the packet. */
  tos = 0;
  ttl = 0;
  seq = 0;
  /** Behind its last octet; SYN and FIN count one each. */
  endSeq = 0;
  ack = 0;
  flags = 0;
  window = 0;
  urgentPointer = 0;
  headerLength = 0;
  /** A device joined several segments of so many octets of data each; 0 if it did not. */
  joinedOf = 0;
  /** Octets of the whole packet, IPv4 header included. */
  packetOctets = 0;
  /** It is signed, or may be: to be dropped. */
  hasSignature = false;
  readonly options = new TcpOptionFields();
  /** What becomes of it, as far as known: acted on, unless somebody says otherwise. */
  disposition: Disposition = Disposition.tcp;
  /** The data: `length` octets from `dataStart` on; borrowed. */
  octets: Uint8Array = NOTHING;
  dataStart = 0;
  length = 0;

  /** Reads the segment, whose header is known to be whole. */
  read(octets: Uint8Array, view: DataView, start: number, length: number): void {
    this.disposition = Disposition.tcp;
    this.sourcePort = tcpSourcePort(view, start);
    this.destinationPort = tcpDestinationPort(view, start);
    this.seq = sequenceOf(tcpSequence(view, start));
    this.ack = sequenceOf(tcpAcknowledgment(view, start));
    this.flags = tcpFlags(view, start);
    this.window = tcpWindow(view, start);
    this.urgentPointer = tcpUrgentPointer(view, start);
    this.headerLength = tcpHeaderLength(view, start);
    this.packetOctets = IPV4_MIN_HEADER_LENGTH + length;
    const optionsLength = this.headerLength - TCP_HEADER_LENGTH;
    this.hasSignature = hasSignature(view, start + TCP_HEADER_LENGTH, optionsLength);
    readTcpOptions(view, start + TCP_HEADER_LENGTH, optionsLength, this.options);
    this.octets = octets;
    this.dataStart = start + this.headerLength;
    this.length = length - this.headerLength;
    const control = (this.isSyn ? 1 : 0) + (this.isFin ? 1 : 0);
    this.endSeq = plus(this.seq, this.length + control);
  }

  get isSyn(): boolean {
    return (this.flags & TcpFlag.SYN) !== 0;
  }

  get isFin(): boolean {
    return (this.flags & TcpFlag.FIN) !== 0;
  }

  get isRst(): boolean {
    return (this.flags & TcpFlag.RST) !== 0;
  }

  get isAck(): boolean {
    return (this.flags & TcpFlag.ACK) !== 0;
  }
}
