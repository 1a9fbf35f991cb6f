import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/protocolNumber.js';
import type { PortRange } from './rule.js';

const IDENTIFIERS: PortRange = { first: 0, last: 65_535 };
const SYSTEM_PORTS: PortRange = { first: 1, last: 511 };
const LOW_PORTS: PortRange = { first: 600, last: 1023 };
const OTHER_PORTS: PortRange = { first: 1024, last: 65_535 };

/** Whether flows of a protocol are told apart by ports, or by identifiers as in ICMP. */
export function hasPorts(protocol: number): boolean {
  return protocol === PROTOCOL_UDP || protocol === PROTOCOL_TCP || protocol === PROTOCOL_ICMP;
}

/**
 * The first source port after `port`, of the same kind (privileged ones stay so, as Linux does it), that
 * is free; `null` if none is. An ICMP identifier may become any other. With a `range`, of its ports.
 */
export function chooseSourcePort(
  protocol: number,
  port: number,
  isFree: (port: number) => boolean,
  range: PortRange = choiceFor(protocol, port),
): number | null {
  const { first, last } = range;
  const count = last - first + 1;
  const begin = port >= first && port < last ? port + 1 : first;
  for (let step = 0; step < count; step++) {
    const candidate = first + ((begin - first + step) % count);
    if (isFree(candidate)) return candidate;
  }
  return null;
}

function choiceFor(protocol: number, port: number): PortRange {
  if (protocol === PROTOCOL_ICMP) return IDENTIFIERS;
  if (port < 512) return SYSTEM_PORTS;
  return port < 1024 ? LOW_PORTS : OTHER_PORTS;
}
