import type { PacketSummary } from '@packetloom/sim';
import type { NetworkFacts } from '../observe/network.js';
import { contextOf, visitOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

const HEADER = 20;
const BLOCK = 4;
const END_OF_LIST = 0;
const NO_OPERATION = 1;
const RECORD_ROUTE = 7;
const POINTER_AT = 2;

/** RFC 791 3.1, RFC 1812 4.2.2.2. */
export const recordedAddressLeadsOn: RunInvariant = {
  name: 'recorded-address-leads-on',
  meaning:
    'A router, but netstack, that sends on a datagram with a record route option puts into it an address of the NIC by which the datagram goes, and nothing else.',
  check({ ipv4Events: events, network }) {
    const arrived = new Map<string, RecordRoute | null>();
    for (const event of events) {
      if (!('packet' in event && 'host' in event)) continue;
      if (network.behaviours.get(event.host)?.recordedAddress !== 'outgoing') continue;
      const visit = visitOf(event);
      if (event.type === 'received') arrived.set(visit, recordRouteOf(event.packet));
      const before = arrived.get(visit) ?? null;
      if (event.type !== 'forwarded' || before === null) continue;
      const after = recordRouteOf(event.packet);
      if (after === null || after.pointer === before.pointer) continue;
      const address = after.view.getUint32(after.at + before.pointer - 1);
      const isOf = addressesOf(network, `${event.host}:${event.nic}`).includes(address);
      if (isOf && after.pointer === before.pointer + BLOCK) continue;
      return { message: `records an address of another NIC: ${contextOf(event)}` };
    }
    return null;
  },
};

/** The option in a header: where it begins, and where the next address goes. */
interface RecordRoute {
  readonly view: DataView;
  readonly at: number;
  readonly pointer: number;
}

function addressesOf({ addresses }: NetworkFacts, nic: string): readonly number[] {
  return (addresses.get(nic) ?? []).map(({ address }) => address);
}

function recordRouteOf({ octets = new Uint8Array() }: PacketSummary): RecordRoute | null {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  const end = Math.min(octets.length, ((octets[0] ?? 0) & 0xf) * BLOCK);
  let at = HEADER;
  while (at + POINTER_AT < end) {
    const type = view.getUint8(at);
    if (type === END_OF_LIST) break;
    if (type === RECORD_ROUTE) return { view, at, pointer: view.getUint8(at + POINTER_AT) };
    const length = type === NO_OPERATION ? 1 : view.getUint8(at + 1);
    if (length === 0) break;
    at += length;
  }
  return null;
}
