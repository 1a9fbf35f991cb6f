import {
  formatIpv4Address,
  formatMacAddress,
  hostCounterNames,
  nicCounterNames,
} from '@packetloom/core';
import { grouped } from '../quantity/counts.js';
import { DROPS } from './linkFields.js';
import { BOOLEAN, COUNT, type Field, field, listOf, recordOf, TEXT } from './types/field.js';
import { phrases } from './types/phrases.js';
import type { AddressConflictScope, NeighbourScope, NodeScope } from './types/scope.js';

/** Every counter of a node, by its full name. */
const COUNTER_NAMES: readonly string[] = [...nicCounterNames, ...hostCounterNames];

const NEIGHBOUR = recordOf<NeighbourScope>('a neighbour', [
  field('nic', { type: TEXT, description: 'NIC of the node', read: ({ nic }) => nic }),
  field('address', {
    type: TEXT,
    description: 'IPv4 address',
    read: ({ address }) => formatIpv4Address(address),
  }),
  field('mac', {
    type: TEXT,
    description: 'MAC address; empty while it is not known',
    read: ({ linkAddress }) => (linkAddress === null ? '' : formatMacAddress(linkAddress)),
  }),
  field('state', {
    type: TEXT,
    description: 'as RFC 4861 7.3 calls it, such as `reachable` or `stale`',
    read: ({ state }) => state,
  }),
]);

const ADDRESS_CONFLICT = recordOf<AddressConflictScope>('an address conflict', [
  field('nic', { type: TEXT, description: 'NIC of the node', read: ({ nic }) => nic }),
  field('address', {
    type: TEXT,
    description: 'its address',
    read: ({ address }) => formatIpv4Address(address),
  }),
  field('mac', {
    type: TEXT,
    description: 'MAC address of the other station',
    read: (conflict) => formatMacAddress(conflict.linkAddress),
  }),
]);

const GROUPS: Field<NodeScope> = field('groups', {
  type: listOf(TEXT),
  description: 'multicast groups that its NICs are members of',
  read: ({ groups = [] }) => groups.map(formatIpv4Address),
  sparse: true,
});

/** Counter names are paths: `ip.forwarding.errors` is `forwarding` in `ip`. */
function counterFields(names: readonly string[], prefix: string): Field<NodeScope>[] {
  const parts = new Set(names.map((name) => name.slice(prefix.length).split('.')[0] ?? ''));
  return [...parts].map((part) => {
    const full = `${prefix}${part}`;
    if (names.includes(full)) {
      return field(part, {
        type: COUNT,
        unit: 'count',
        description: `the counter \`${full}\``,
        read: ({ counters }: NodeScope) => counters[full] ?? 0,
        say: ({ counters }) => {
          const count = counters[full] ?? 0;
          return count === 0 ? null : `${full} ${grouped(count)}`;
        },
        sparse: true,
      });
    }
    const inner = names.filter((name) => name.startsWith(`${full}.`));
    const fields = counterFields(inner, `${full}.`);
    return field(part, {
      type: recordOf(full, full === 'igmp' ? [...fields, GROUPS] : fields),
      description: `counters of \`${full}\``,
      read: (node) => node,
      say: (node) => phrases(fields, node),
      sparse: true,
    });
  });
}

/** What can be asked of a node. */
export const NODE_FIELDS: readonly Field<NodeScope>[] = [
  ...counterFields(COUNTER_NAMES, ''),
  field('drops', {
    type: DROPS,
    unit: 'packets',
    description: 'packets that it dropped, by reason',
    read: ({ drops = {} }) => drops,
  }),
  field('up', {
    type: BOOLEAN,
    description: 'whether it is up',
    read: ({ up = true }) => up,
    say: ({ up = true }) => (up ? null : 'down'),
  }),
  field('neighbours', {
    type: listOf(NEIGHBOUR),
    description: 'stations on its segments that it knows or asks for',
    read: ({ neighbours = [] }) => neighbours,
  }),
  field('addressConflicts', {
    type: listOf(ADDRESS_CONFLICT),
    description: 'stations that ARP showed with an address of this node (RFC 5227 2.4)',
    read: ({ addressConflicts = [] }) => addressConflicts,
  }),
];

/** What came of a node, or of several whose counters are added up. */
export function nodePhrases(node: NodeScope): string[] {
  return phrases(NODE_FIELDS, node);
}
