import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../header/protocolNumber.js';

/** Ports from `first` to `last`, both included, from which a new source port is taken. */
interface Choice {
  readonly first: number;
  readonly last: number;
}

const IDENTIFIERS: Choice = { first: 0, last: 65_535 };
const SYSTEM_PORTS: Choice = { first: 1, last: 511 };
const LOW_PORTS: Choice = { first: 600, last: 1023 };
const OTHER_PORTS: Choice = { first: 1024, last: 65_535 };

/** Whether flows of a protocol are told apart by ports, or by identifiers as in ICMP. */
export function hasPorts(protocol: number): boolean {
  return protocol === PROTOCOL_UDP || protocol === PROTOCOL_TCP || protocol === PROTOCOL_ICMP;
}

/**
 * The first source port after `port`, of the same kind (privileged ones stay so, as Linux does it), that
 * is free; `null` if none is. An ICMP identifier may become any other.
 */
export function chooseSourcePort(
  protocol: number,
  port: number,
  isFree: (port: number) => boolean,
): number | null {
  const { first, last } = choiceFor(protocol, port);
  const count = last - first + 1;
  const begin = port >= first && port < last ? port + 1 : first;
  for (let step = 0; step < count; step++) {
    const candidate = first + ((begin - first + step) % count);
    if (isFree(candidate)) return candidate;
  }
  return null;
}

function choiceFor(protocol: number, port: number): Choice {
  if (protocol === PROTOCOL_ICMP) return IDENTIFIERS;
  if (port < 512) return SYSTEM_PORTS;
  return port < 1024 ? LOW_PORTS : OTHER_PORTS;
}
