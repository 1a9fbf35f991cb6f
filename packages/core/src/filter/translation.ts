// What NAT does to packets of a connection: for each direction, one new destination before routing and
// one new source after it. What arrives as a flow goes on as the inverse of the other one.

import type { PacketBuffer } from '../packet/packetBuffer.js';
import { fillIcmpChecksum, ICMP_HEADER_LENGTH, verifyIcmpChecksum } from '../wire/icmpv4.js';
import { ipv4HeaderLength, ipv4IsFragment, ipv4Source } from '../wire/ipv4.js';
import type { Connection } from './connection.js';
import { Flow, NO_PORT, readFlow } from './flow.js';
import { rewriteDestination, rewriteSource } from './rewrite.js';

/** Translates the destination of a packet; `false` if there is nothing to translate. */
export function translateDestination(
  packet: PacketBuffer,
  { original, reply }: Connection,
  isReply: boolean,
): boolean {
  const from = isReply ? reply : original;
  const to = isReply ? original : reply;
  if (hasSameDestination(from, to)) return false;
  const { view, start, length } = packet;
  rewriteDestination(view, start, start + length, to.source, to.sourcePort);
  return true;
}

/** Translates the source of a packet; `false` if there is nothing to translate. */
export function translateSource(
  packet: PacketBuffer,
  { original, reply }: Connection,
  isReply: boolean,
): boolean {
  const from = isReply ? reply : original;
  const to = isReply ? original : reply;
  if (hasSameSource(from, to)) return false;
  const { view, start, length } = packet;
  rewriteSource(view, start, start + length, to.destination, to.destinationPort);
  return true;
}

/**
 * Reads the flow that an ICMP error quotes; `false` if none can be read, the error is a fragment or its
 * checksum is wrong (RFC 5508 4).
 */
export function readQuotedFlow(packet: PacketBuffer, flow: Flow): boolean {
  const { view, start, length } = packet;
  if (ipv4IsFragment(view, start)) return false;
  const transport = start + ipv4HeaderLength(view, start);
  if (!verifyIcmpChecksum(view, transport, start + length - transport)) return false;
  return readFlow(view, transport + ICMP_HEADER_LENGTH, start + length, flow) === 'flow';
}

/**
 * Translates the destination of an ICMP error that goes the way of a connection's packets, and the
 * source of what it quotes, which went the other way (RFC 5508 4.1 and 4.2).
 */
export function translateErrorDestination(
  packet: PacketBuffer,
  { original, reply }: Connection,
  isReply: boolean,
): boolean {
  const from = isReply ? reply : original;
  const to = isReply ? original : reply;
  if (hasSameDestination(from, to)) return false;
  const { view, start } = packet;
  const end = start + packet.length;
  rewriteDestination(view, start, end, to.source, NO_PORT);
  const quote = quoteStart(packet);
  readFlow(view, quote, end, quoted);
  if (quoted.source === from.destination && quoted.sourcePort === from.destinationPort) {
    rewriteSource(view, quote, end, to.source, to.sourcePort);
  }
  renewIcmpChecksum(packet);
  return true;
}

/**
 * Translates the source of an ICMP error that goes the way of a connection's packets, and the
 * destination of what it quotes. A router on the way may have sent the error: its address would mean
 * nothing here and is replaced, too. Only errors of this host (`isLocal`) keep their source.
 */
export function translateErrorSource(
  packet: PacketBuffer,
  { original, reply }: Connection,
  isReply: boolean,
  isLocal: boolean,
): boolean {
  const from = isReply ? reply : original;
  const to = isReply ? original : reply;
  if (hasSameSource(from, to)) return false;
  const { view, start } = packet;
  const end = start + packet.length;
  if (!isLocal || ipv4Source(view, start) === from.source) {
    rewriteSource(view, start, end, to.destination, NO_PORT);
  }
  const quote = quoteStart(packet);
  readFlow(view, quote, end, quoted);
  if (quoted.destination === from.source && quoted.destinationPort === from.sourcePort) {
    rewriteDestination(view, quote, end, to.destination, to.destinationPort);
  }
  renewIcmpChecksum(packet);
  return true;
}

/** Scratch: the flow that is quoted. */
const quoted = new Flow();

function hasSameDestination(from: Flow, to: Flow): boolean {
  return from.destination === to.source && from.destinationPort === to.sourcePort;
}

function hasSameSource(from: Flow, to: Flow): boolean {
  return from.source === to.destination && from.sourcePort === to.destinationPort;
}

/** Where an ICMP error quotes a datagram. */
function quoteStart({ view, start }: PacketBuffer): number {
  return start + ipv4HeaderLength(view, start) + ICMP_HEADER_LENGTH;
}

function renewIcmpChecksum({ view, start, length }: PacketBuffer): void {
  const headerLength = ipv4HeaderLength(view, start);
  fillIcmpChecksum(view, start + headerLength, length - headerLength);
}
