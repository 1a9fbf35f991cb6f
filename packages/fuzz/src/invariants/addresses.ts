import { broadcastOf } from '../observe/broadcast.js';
import { contextOf, injectedIdentities } from '../observe/packets.js';
import type { Recording } from '../observe/recording.js';
import type { RunInvariant } from './invariant.js';

const ALL_HOSTS = 0xe0000001;
const LIMITED_BROADCAST = 0xffffffff;

/** RFC 1122 3.2.1.3. */
export const deliveredToOwner: RunInvariant = {
  name: 'delivered-to-owner',
  meaning:
    'A socket gets only what is for an address of its node, for a group that the NIC joined by which it came, or for a broadcast address of its subnets.',
  check(recording) {
    const joined = new Set<string>();
    for (const event of recording.ipv4Events) {
      if (event.type === 'membership') {
        const key = `${event.host}:${event.nic} ${event.group}`;
        if (event.state === 'joined') joined.add(key);
        else joined.delete(key);
      }
      if (event.type !== 'delivered') continue;
      const { host, nic, packet } = event;
      const isMember = joined.has(`${host}:${nic} ${packet.destination}`);
      if (isMember || isOwn(recording, host, packet.destination)) continue;
      return { message: `delivered, though not for ${host}: ${contextOf(event)}` };
    }
    return null;
  },
};

function isOwn({ network }: Recording, host: string, address: number): boolean {
  if (address === ALL_HOSTS || address === LIMITED_BROADCAST) return true;
  if (address >>> 24 === 127) return true;
  return (network.prefixes.get(host) ?? []).some(
    (prefix) => prefix.address === address || broadcastOf(prefix) === address,
  );
}

/** RFC 1122 3.2.1.3: nobody speaks in another's name. */
export const sourcesAreOwn: RunInvariant = {
  name: 'sources-are-own',
  meaning:
    'The source of what a node makes is an address of the node or one that an SNAT rule of it gives; 0.0.0.0 only where it has none. (Nodes whose rules give other destinations answer in the names of these; they are left out.)',
  check({ ipv4Events: events, network }) {
    const injected = injectedIdentities(events);
    const makers = new Map<number, string>();
    for (const event of events) {
      if (event.type === 'originated') makers.set(event.packet.identity, event.host);
      // Back at its maker it may have a source that another node gave it.
      if (event.type === 'received' && makers.get(event.packet.identity) === event.host) {
        makers.delete(event.packet.identity);
      }
      if (event.type !== 'transmitted' || injected.has(event.packet.identity)) continue;
      const { identity, source } = event.packet;
      if (makers.get(identity) !== event.host) continue;
      const filter = network.filters.get(event.host);
      if (filter?.redirects || filter?.sources.has(source)) continue;
      const own = network.prefixes.get(event.host) ?? [];
      const mayBeNobody = own.length === 0 && source === 0;
      if (mayBeNobody || own.some(({ address }) => address === source)) continue;
      return { message: `sent from an address that is not its own: ${contextOf(event)}` };
    }
    return null;
  },
};
