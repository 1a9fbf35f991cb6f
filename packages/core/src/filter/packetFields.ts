// Hot path: what rules look at, read from a packet once for each check.

import type { PacketBuffer } from '../packet/packetBuffer.js';
import { icmpCode, icmpType } from '../wire/icmpv4.js';
import {
  ipv4Destination,
  ipv4FragmentOffsetBytes,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
} from '../wire/ipv4.js';
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/protocolNumber.js';
import { TCP_OFFSET } from '../wire/tcp.js';

/** A field that cannot be seen: of another protocol, in another fragment, or cut off. */
export const NOT_PARSED = -1;
/** Both ports stand in the first four octets of UDP and TCP headers. */
const PORTS_LENGTH = 4;
/** Type and code stand in the first two octets of ICMP messages. */
const TYPE_AND_CODE_LENGTH = 2;

/** The fields of one packet; filled in anew for each. */
export class PacketFields {
  protocol = 0;
  source = 0;
  destination = 0;
  sourcePort = NOT_PARSED;
  destinationPort = NOT_PARSED;
  /** Octet 13 of a TCP header. */
  tcpFlags = NOT_PARSED;
  icmpType = NOT_PARSED;
  icmpCode = NOT_PARSED;
  /** Its state as a bit (see `connectionState`); set only where rules ask for states. */
  connectionState = 0;
  /** Name of the NIC by which it came, empty for none; `null` where rules do not look at it. */
  inInterface: string | null = null;
  /** Name of the NIC by which it leaves, empty for none; `null` where rules do not look at it. */
  outInterface: string | null = null;

  /** Reads a packet; ports only if they may be seen. */
  read(packet: PacketBuffer, portsVisible: boolean): void {
    const { view, start } = packet;
    this.protocol = ipv4Protocol(view, start);
    this.source = ipv4Source(view, start);
    this.destination = ipv4Destination(view, start);
    this.sourcePort = NOT_PARSED;
    this.destinationPort = NOT_PARSED;
    this.tcpFlags = NOT_PARSED;
    this.icmpType = NOT_PARSED;
    this.icmpCode = NOT_PARSED;
    if (ipv4FragmentOffsetBytes(view, start) !== 0) return;
    const headerLength = ipv4HeaderLength(view, start);
    const transport = start + headerLength;
    const length = packet.length - headerLength;
    if (this.protocol === PROTOCOL_ICMP) {
      if (length < TYPE_AND_CODE_LENGTH) return;
      this.icmpType = icmpType(view, transport);
      this.icmpCode = icmpCode(view, transport);
    } else if (this.protocol === PROTOCOL_UDP || this.protocol === PROTOCOL_TCP) {
      if (!portsVisible || length < PORTS_LENGTH) return;
      this.sourcePort = view.getUint16(transport);
      this.destinationPort = view.getUint16(transport + 2);
      if (this.protocol === PROTOCOL_TCP && length > TCP_OFFSET.flags) {
        this.tcpFlags = view.getUint8(transport + TCP_OFFSET.flags);
      }
    }
  }
}
