import { formatIpv4Address, formatMacAddress } from '@packetloom/core';
import { counted } from '../quantity/counts.js';
import { linkFields } from './linkFields.js';
import {
  counts,
  DURATION,
  type Field,
  field,
  listOf,
  mapOf,
  recordOf,
  TEXT,
} from './types/field.js';
import { sentence } from './types/phrases.js';
import { unlessZero } from './types/say.js';
import type { SegmentScope } from './types/scope.js';

type Item<Key extends 'macTable' | 'groups'> = SegmentScope[Key][number];

const MAC_ENTRY = recordOf<Item<'macTable'>>('an entry of a MAC table', [
  field('mac', {
    type: TEXT,
    description: 'MAC address',
    read: (entry) => formatMacAddress(entry.linkAddress),
  }),
  field('port', { type: TEXT, description: 'its port, NODE:NIC', read: ({ port }) => port }),
  field('age', {
    type: DURATION,
    description: 'since it was seen last',
    read: ({ ageNs }) => ageNs,
  }),
]);

const GROUP = recordOf<Item<'groups'>>('a group of a segment', [
  field('group', {
    type: TEXT,
    description: 'its address',
    read: ({ group }) => formatIpv4Address(group),
  }),
  field('ports', {
    type: listOf(TEXT),
    description: 'ports with members, NODE:NIC',
    read: ({ ports }) => ports,
  }),
]);

/** What can be asked of a segment. */
export const SEGMENT_FIELDS: readonly Field<SegmentScope>[] = [
  counts(
    'receivedFrames',
    'frames',
    'frames that came in',
    ({ stats }) => stats.receivedFrames,
    ({ stats }) => counted(stats.receivedFrames, 'frame'),
  ),
  counts(
    'unicastFrames',
    'frames',
    'of these: sent to one port',
    ({ stats }) => stats.unicastFrames,
  ),
  counts(
    'multicastFrames',
    'frames',
    'of these: sent to the members of a group',
    ({ stats }) => stats.multicastFrames,
  ),
  counts(
    'floodedFrames',
    'frames',
    'of these: sent to all other ports',
    ({ stats }) => stats.floodedFrames,
    unlessZero(({ stats }) => stats.floodedFrames, 'flooded'),
  ),
  counts(
    'filteredFrames',
    'frames',
    'of these: needed by no other port',
    ({ stats }) => stats.filteredFrames,
    unlessZero(({ stats }) => stats.filteredFrames, 'needed by no other port'),
  ),
  field('ports', {
    type: mapOf('port', recordOf('a port', linkFields('a port'))),
    description: 'its ports, by NODE:NIC; forward leads to the segment',
    read: ({ ports }) => ports.map((port) => [port.name, port] as const),
  }),
  field('macTable', {
    type: listOf(MAC_ENTRY),
    description: 'where a switch has learnt that MAC addresses are',
    read: ({ macTable }) => macTable,
  }),
  field('groups', {
    type: listOf(GROUP),
    description: 'ports with members, as IGMP snooping has learnt',
    read: ({ groups }) => groups,
  }),
  field('duplicateAddresses', {
    type: listOf(TEXT),
    description: 'addresses that several of its NICs have',
    read: ({ duplicateAddresses }) => duplicateAddresses.map(formatIpv4Address),
  }),
];

/** What came of a segment, in a line without its ports. */
export function segmentLine(segment: SegmentScope): string {
  return sentence(SEGMENT_FIELDS, segment);
}
