import { formatIpv4Address, type StackEvent } from '@packetloom/core';
import { packetSummary } from '../decode/names.js';

/** One line for what a host tells its observer. */
export function eventLine(event: StackEvent): string {
  if (event.type === 'send-failed') return `send failed (${event.cause}): ${event.error}`;
  if (event.type === 'tcp-state') return `TCP ${event.from} to ${event.state}`;
  if (event.type === 'tcp-retransmit') return `TCP retransmits ${event.octets} (${event.reason})`;
  const nic = event.nic === null ? '' : ` on ${event.nic}`;
  switch (event.type) {
    case 'membership':
      return `group ${formatIpv4Address(event.group)} ${event.state}${nic}`;
    case 'neighbour':
      return `neighbour ${formatIpv4Address(event.address)} ${event.state}${nic}`;
    case 'group-members':
      return `members of ${formatIpv4Address(event.group)} ${event.state}${nic}`;
    case 'querier':
      return `${event.state}${nic}`;
    case 'address-conflict':
      return `address conflict ${formatIpv4Address(event.address)}${nic}`;
    default:
      return `${event.type}${detailOf(event)}${nic}: ${packetSummary(event.packet.toBytes())}`;
  }
}

function detailOf(event: StackEvent): string {
  switch (event.type) {
    case 'consumed':
    case 'dropped':
      return ` (${event.reason})`;
    case 'delivered':
      return ` (protocol ${event.protocol}, port ${event.port})`;
    case 'originated':
      return ` (${event.cause})`;
    case 'fragmented':
      return ` (in ${event.count})`;
    case 'icmp-error':
      return ` (type ${event.icmpType}, code ${event.icmpCode})`;
    default:
      return '';
  }
}
