// Whether rules make sense by themselves.
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/protocolNumber.js';
import { stateBits } from './connectionState.js';
import {
  type FilterError,
  type FilterMatch,
  type FilterRule,
  type FilterTableName,
  type FilterTarget,
  filterError,
  type HookName,
  type PortRange,
} from './rule.js';

/** What is wrong with a rule, whatever else is in its table; `null` if nothing is. */
export function checkRule(rule: FilterRule): FilterError | null {
  const fault = faultOfMatch(rule.match);
  if (fault !== null) return filterError('bad-match', fault);
  const targetFault = faultOfTarget(rule);
  return targetFault === null ? null : filterError('bad-target', targetFault);
}

/** Whether a packet can be treated so at a hook. */
export function isTargetAllowed(
  target: FilterTarget,
  table: FilterTableName,
  hook: HookName,
  isTracked: boolean,
): boolean {
  switch (target.type) {
    case 'REJECT':
      return table === 'filter';
    case 'REDIRECT':
      return table === 'nat' && (hook === 'PREROUTING' || hook === 'OUTPUT');
    case 'DNAT':
      return isTracked && table === 'nat' && (hook === 'PREROUTING' || hook === 'OUTPUT');
    case 'SNAT':
      return table === 'nat' && hook === 'POSTROUTING';
    case 'MASQUERADE':
      return isTracked && table === 'nat' && hook === 'POSTROUTING';
    default:
      return true;
  }
}

function faultOfMatch(match: FilterMatch): string | null {
  const { protocol } = match;
  if (protocol !== undefined && !isBelow(protocol, 256)) return `no protocol: ${protocol}`;
  const hasPorts =
    match.sourcePorts !== undefined ||
    match.destinationPorts !== undefined ||
    match.multiport !== undefined;
  if (hasPorts) {
    const isWithPorts = protocol === PROTOCOL_UDP || protocol === PROTOCOL_TCP;
    if (!isWithPorts || match.protocolInverted)
      return 'ports are of the protocols UDP and TCP only';
  }
  const { multiport, tcpFlags } = match;
  if (multiport !== undefined && multiport.ranges.length === 0) return 'no port is given';
  if (tcpFlags !== undefined) {
    if (protocol !== PROTOCOL_TCP || match.protocolInverted) {
      return 'TCP flags are of the protocol TCP only';
    }
    const { mask, set } = tcpFlags;
    if (!isBelow(mask, 256) || !isBelow(set, 256) || (set & ~mask) !== 0) {
      return `no TCP flags: ${set} of ${mask}`;
    }
  }
  for (const range of [match.sourcePorts, match.destinationPorts, ...(multiport?.ranges ?? [])]) {
    if (range !== undefined && !isPortRange(range)) {
      return `no range of ports: ${range.first} to ${range.last}`;
    }
  }
  const stateFault = faultOfStates(match);
  if (stateFault !== null) return stateFault;
  const { icmpType, icmpCode } = match;
  if (icmpType === undefined) return icmpCode === undefined ? null : 'an ICMP code needs a type';
  if (protocol !== PROTOCOL_ICMP || match.protocolInverted) {
    return 'ICMP types are of the protocol ICMP only';
  }
  return isBelow(icmpType, 256) && isBelow(icmpCode ?? 0, 256)
    ? null
    : `no ICMP type and code: ${icmpType}/${icmpCode}`;
}

/** All states inverted would apply to nothing. */
function faultOfStates({ states, statesInverted }: FilterMatch): string | null {
  if (states === undefined) return null;
  if (states.length === 0) return 'no state of a connection is given';
  return stateBits(states, statesInverted) === 0 ? 'no state is left to match' : null;
}

function faultOfTarget({ target, match }: FilterRule): string | null {
  if (target.type === 'REDIRECT' || target.type === 'SNAT' || target.type === 'DNAT') {
    if (!isBelow(target.port, 65_536)) return `no port: ${target.port}`;
  }
  if (target.type === 'SNAT' || target.type === 'DNAT') {
    if (!isBelow(target.address, 2 ** 32)) return `no address: ${target.address}`;
  }
  const { protocol, protocolInverted = false } = match;
  if (target.type === 'REJECT' && target.with === 'tcp-reset') {
    if (protocol !== PROTOCOL_TCP || protocolInverted)
      return 'tcp-reset is for the protocol TCP only';
  }
  if (target.type === 'MASQUERADE' && target.ports !== null && !isPortRange(target.ports)) {
    return `no range of ports: ${target.ports.first} to ${target.ports.last}`;
  }
  return null;
}

function isPortRange(range: PortRange): boolean {
  return isBelow(range.first, 65_536) && isBelow(range.last, 65_536) && range.first <= range.last;
}

function isBelow(value: number, bound: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < bound;
}
