// Hot path: which packets belong together. A flow is one direction of a connection.
import { ANY } from '../address/ipv4Address.js';
import {
  ICMP_DESTINATION_UNREACHABLE,
  ICMP_ECHO,
  ICMP_ECHO_REPLY,
  ICMP_HEADER_LENGTH,
  ICMP_INFORMATION_REPLY,
  ICMP_INFORMATION_REQUEST,
  ICMP_PARAMETER_PROBLEM,
  ICMP_SOURCE_QUENCH,
  ICMP_TIME_EXCEEDED,
  ICMP_TIMESTAMP,
  ICMP_TIMESTAMP_REPLY,
  icmpIdentifier,
  icmpType,
} from '../wire/icmpv4.js';
import {
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4FragmentOffsetBytes,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
} from '../wire/ipv4.js';
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/protocolNumber.js';

/**
 * Ports from here on are no ports: the server's side of an ICMP query has the type of the request in
 * their place, so that requests and replies with one identifier differ.
 */
export const NO_PORT = 0x10000;

const PORTS_LENGTH = 4;

/**
 * Addresses and ports as a packet shows them. Of an ICMP query the asking side's port is the
 * identifier; protocols without ports have 0.
 */
export class Flow {
  protocol = 0;
  source = ANY;
  destination = ANY;
  sourcePort = 0;
  destinationPort = 0;

  /** 30 bits, a small integer in every engine. */
  get hash(): number {
    const ports = Math.imul(this.sourcePort, 0x10001) ^ this.destinationPort;
    let hash = Math.imul(this.source ^ Math.imul(this.destination, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul((hash ^ (hash >>> 15)) + ports + this.protocol, 0xc2b2ae35);
    return (hash ^ (hash >>> 13)) & 0x3fffffff;
  }

  equals(other: Flow): boolean {
    return (
      this.source === other.source &&
      this.destination === other.destination &&
      this.sourcePort === other.sourcePort &&
      this.destinationPort === other.destinationPort &&
      this.protocol === other.protocol
    );
  }

  copyFrom(other: Flow): void {
    this.protocol = other.protocol;
    this.source = other.source;
    this.destination = other.destination;
    this.sourcePort = other.sourcePort;
    this.destinationPort = other.destinationPort;
  }

  /** Becomes the flow of answers to `other`, which may be this flow itself. */
  invertFrom(other: Flow): void {
    const { source, sourcePort } = other;
    this.protocol = other.protocol;
    this.source = other.destination;
    this.sourcePort = other.destinationPort;
    this.destination = source;
    this.destinationPort = sourcePort;
  }
}

/**
 * What a packet is to connection tracking: of a flow; a fragment without a transport header; an
 * ICMP error, which belongs to what it quotes; or nothing that can be tracked.
 */
export type FlowKind = 'flow' | 'later-fragment' | 'icmp-error' | 'untracked';

/** Reads the packet at `start`, of which there are octets up to `end`, into `flow`. */
export function readFlow(view: DataView, start: number, end: number, flow: Flow): FlowKind {
  if (start + IPV4_MIN_HEADER_LENGTH > end) return 'untracked';
  const transport = start + ipv4HeaderLength(view, start);
  if (transport < start + IPV4_MIN_HEADER_LENGTH || transport > end) return 'untracked';
  flow.protocol = ipv4Protocol(view, start);
  flow.source = ipv4Source(view, start);
  flow.destination = ipv4Destination(view, start);
  flow.sourcePort = 0;
  flow.destinationPort = 0;
  if (ipv4FragmentOffsetBytes(view, start) !== 0) return 'later-fragment';
  if (flow.protocol === PROTOCOL_ICMP) return readIcmp(view, transport, end, flow);
  if (flow.protocol !== PROTOCOL_UDP && flow.protocol !== PROTOCOL_TCP) return 'flow';
  if (transport + PORTS_LENGTH > end) return 'untracked';
  flow.sourcePort = view.getUint16(transport);
  flow.destinationPort = view.getUint16(transport + 2);
  return 'flow';
}

function readIcmp(view: DataView, transport: number, end: number, flow: Flow): FlowKind {
  if (transport + ICMP_HEADER_LENGTH > end) return 'untracked';
  const type = icmpType(view, transport);
  switch (type) {
    case ICMP_ECHO:
    case ICMP_TIMESTAMP:
    case ICMP_INFORMATION_REQUEST:
      flow.sourcePort = icmpIdentifier(view, transport);
      flow.destinationPort = NO_PORT + type;
      return 'flow';
    case ICMP_ECHO_REPLY:
    case ICMP_TIMESTAMP_REPLY:
    case ICMP_INFORMATION_REPLY:
      flow.sourcePort = NO_PORT + (type === ICMP_ECHO_REPLY ? ICMP_ECHO : type - 1);
      flow.destinationPort = icmpIdentifier(view, transport);
      return 'flow';
    case ICMP_DESTINATION_UNREACHABLE:
    case ICMP_SOURCE_QUENCH:
    case ICMP_TIME_EXCEEDED:
    case ICMP_PARAMETER_PROBLEM:
      return 'icmp-error';
    default:
      return 'untracked';
  }
}
