import { decodeArp, isCodecError } from '@packetloom/core/wire';
import type { SimulationEvent } from '@packetloom/sim';
import type { Recording } from '../observe/recording.js';
import type { RunInvariant } from './invariant.js';

const GROUP_BIT = 2 ** 40;

/** RFC 826: merge first, then look at the target. */
export const neighboursAreBelieved: RunInvariant = {
  name: 'neighbours-are-believed',
  meaning:
    'Where a node, but netstack, knows the link address of a neighbour, it is the one in the last ARP packet of that neighbour, whatever that asked for. (Links that invert bits are left out.)',
  check(recording) {
    const { events, network, simulation, result } = recording;
    if (network.corrupts || result === null) return null;
    const advertised = lastAdvertised(events);
    for (const [node, host] of simulation.hosts) {
      if (network.behaviours.get(node)?.arpMerge !== 'every-packet') continue;
      for (const { name, ethernet } of host.nics) {
        for (const { address, mac } of ethernet?.neighbours ?? []) {
          const last = advertised.get(`${node}:${name} ${address}`);
          if (last === undefined || mac === null || mac === last) continue;
          if (isOwn(recording, `${node}:${name}`, address)) continue;
          const message = `${node}:${name} takes ${mac} for ${address}, which said ${last}`;
          return { message };
        }
      }
    }
    return null;
  },
};

/** By `node:nic` and address: the link address that the last packet told which ARP took in. */
function lastAdvertised(events: readonly SimulationEvent[]): ReadonlyMap<string, number> {
  const advertised = new Map<string, number>();
  for (const event of events) {
    if (event.type !== 'consumed' || event.reason !== 'arp') continue;
    const arp = decodeArp(event.packet.octets ?? new Uint8Array());
    if (isCodecError(arp)) continue;
    const { senderMac, senderIpv4 } = arp;
    const isOfGroup = Math.floor(senderMac / GROUP_BIT) % 2 === 1;
    if (senderIpv4 === 0 || isOfGroup) continue;
    advertised.set(`${event.host}:${event.nic} ${senderIpv4}`, senderMac);
  }
  return advertised;
}

function isOwn({ network }: Recording, nic: string, address: number): boolean {
  return (network.addresses.get(nic) ?? []).some((own) => own.address === address);
}
