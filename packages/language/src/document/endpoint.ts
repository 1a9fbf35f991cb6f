import { type Ipv4Address, parseIpv4Address } from '@packetloom/core';
import { type ParseResult, parsed, parseFailure } from '../quantity/quantity.js';
import { NAME_FORM } from './names.js';

/** An end of a link: a NIC of a node. */
export interface Endpoint {
  readonly node: string;
  readonly nic: string;
}

/** Where a datagram goes: a node by name or an address, and a port. */
export interface UdpTarget {
  readonly host: string | Ipv4Address;
  readonly port: number;
}

/** Where a socket is opened: a node, and a port that may be left out. */
export interface SocketEndpoint {
  readonly node: string;
  readonly port: number | null;
}

/** `h1:eth0`. */
export function readEndpoint(text: string): ParseResult<Endpoint> {
  const expected = 'an endpoint is a node and its NIC, such as h1:eth0';
  const [node = '', nic = '', ...rest] = text.split(':');
  if (NAME_FORM.test(node) && NAME_FORM.test(nic) && rest.length === 0) {
    return parsed({ node, nic });
  }
  if (NAME_FORM.test(text)) return parseFailure(`names no NIC: ${expected}`, `${text}:eth0`);
  return parseFailure(`is no endpoint: ${expected}`);
}

/** `h2:5004` or `10.0.0.2:5004`. */
export function readUdpTarget(text: string): ParseResult<UdpTarget> {
  const expected = 'expected a node or an address, and a port, such as h2:5004';
  const colon = text.lastIndexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  const host = readHost(name);
  if (host === undefined) return parseFailure(`is no destination: ${expected}`);
  if (colon < 0) return parseFailure(`names no port: ${expected}`, `${text}:5004`);
  const digits = text.slice(colon + 1);
  const port = portOf(digits);
  if (port === null) return impossiblePort(digits);
  return parsed({ host, port });
}

/** `h2` or `h2:5004`. */
export function readSocketEndpoint(text: string): ParseResult<SocketEndpoint> {
  const [node = '', digits, ...rest] = text.split(':');
  if (!NAME_FORM.test(node) || rest.length > 0) {
    return parseFailure('is no node: expected a node, or a node and a port, such as h2:5004');
  }
  if (digits === undefined) return parsed({ node, port: null });
  const port = portOf(digits);
  return port === null ? impossiblePort(digits) : parsed({ node, port });
}

function portOf(digits: string): number | null {
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
  return port < 1 || port > 65_535 ? null : port;
}

function impossiblePort(digits: string) {
  return parseFailure(`has the impossible port '${digits.slice(0, 20)}': ports are 1 to 65535`);
}

/** A node's name as it is, an address as a number; `undefined` for what is neither. */
export function readHost(text: string): string | Ipv4Address | undefined {
  return parseIpv4Address(text) ?? (NAME_FORM.test(text) ? text : undefined);
}
