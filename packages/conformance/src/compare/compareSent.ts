// Pairs the packets that a host sent with those that its vector expects, NIC by NIC.
import { packetSummary } from '../decode/names.js';
import { packetReference } from '../decode/references.js';
import type { RecordedPacket } from '../testbed/recording.js';
import type { SentPacket, Vector } from '../vector/vector.js';
import { differingFields, maskOf, octetsMatch, octetsOfExpected } from './comparePackets.js';
import { type Difference, millisecondsOf, type PacketPair } from './difference.js';
import { fragmentDifferences } from './fragmentIdentification.js';

/** The result of pairing: what differs, and every pair for a report. */
export interface SentComparison {
  readonly differences: readonly Difference[];
  readonly pairs: readonly PacketPair[];
}

/** When a packet may be sent, in milliseconds, both ends included. */
interface Window {
  readonly from: number;
  readonly to: number;
}

interface Slot {
  readonly expected: SentPacket;
  readonly window: Window;
  /** May be overtaken by others: its instant was drawn at random. */
  readonly floats: boolean;
  pair: PacketPair | null;
}

/** Compares all packets sent. Packets of protocols that the vector ignores are left out. */
export function compareSent(vector: Vector, sent: readonly RecordedPacket[]): SentComparison {
  const ignored = new Set(vector.ignoreProtocols);
  const counted = sent.filter((packet) => !ignored.has(packet.octets[9] ?? -1));
  const nics = new Set([
    ...vector.expect.sent.map((packet) => packet.nic),
    ...counted.map((packet) => packet.nic),
  ]);
  const differences: Difference[] = [];
  const pairs: PacketPair[] = [];
  for (const nic of [...nics].sort((a, b) => a - b)) {
    const slots = slotsOf(vector, nic);
    const got = counted.filter((packet) => packet.nic === nic);
    const paired = pairUp(slots, got);
    pairs.push(...paired);
    differences.push(...differencesOf(paired, slots));
  }
  return { differences: [...differences, ...fragmentDifferences(pairs)], pairs };
}

function slotsOf(vector: Vector, nic: number): Slot[] {
  const knowsDraws = vector.expect.draws !== undefined;
  return vector.expect.sent
    .filter((packet) => packet.nic === nic)
    .map((expected) => {
      const { at, timeRandomUpTo, measuredAt, timeTolerance = 0 } = expected;
      const floats = timeRandomUpTo !== undefined && !knowsDraws;
      const from = timeRandomUpTo !== undefined && knowsDraws ? (measuredAt ?? at) : at;
      const to = floats ? at + timeRandomUpTo : from + timeTolerance;
      return { expected, window: { from, to }, floats, pair: null };
    });
}

/** Walks what was sent in order; each packet takes the first slot that may be next and fits. */
function pairUp(slots: readonly Slot[], sent: readonly RecordedPacket[]): PacketPair[] {
  const pairs: PacketPair[] = [];
  for (const got of sent) {
    const open = candidates(slots);
    const slot = open.find((candidate) => fits(candidate, got));
    const nearest = slot ?? open.find((candidate) => isWithin(candidate.window, got));
    const expected = nearest?.expected ?? null;
    const pair = { expected, got, matches: slot !== undefined };
    if (nearest !== undefined) nearest.pair = pair;
    pairs.push(pair);
  }
  for (const slot of slots) {
    if (slot.pair === null) pairs.push({ expected: slot.expected, got: null, matches: false });
  }
  return pairs;
}

/** Slots that may be next: the first open one whose turn is fixed, its equals, all that float. */
function candidates(slots: readonly Slot[]): Slot[] {
  const open = slots.filter((slot) => slot.pair === null);
  const first = open.find((slot) => !slot.floats);
  const start = first === undefined ? -1 : slots.indexOf(first);
  return open.filter((slot) => {
    if (slot === first || slot.floats) return true;
    return first !== undefined && isSameGroup(slots.slice(start, slots.indexOf(slot) + 1));
  });
}

/** Whether these neighbours are all free in their order: so marked, and of one instant. */
function isSameGroup(slots: readonly Slot[]): boolean {
  const at = slots[0]?.expected.at;
  return slots.every((slot) => slot.expected.anyOrder === true && slot.expected.at === at);
}

function isWithin(window: Window, got: RecordedPacket): boolean {
  const at = millisecondsOf(got.timeNs);
  return at >= window.from && at <= window.to;
}

function fits(slot: Slot, got: RecordedPacket): boolean {
  if (!isWithin(slot.window, got)) return false;
  return octetsMatch(octetsOfExpected(slot.expected), got.octets, maskOf(slot.expected));
}

function differencesOf(pairs: readonly PacketPair[], slots: readonly Slot[]): Difference[] {
  const order = new Map<PacketPair, number>(pairs.map((pair, index) => [pair, index + 1]));
  return pairs
    .filter((pair) => !pair.matches)
    .map((pair) => differenceOf(pair, slots, order.get(pair) ?? 0));
}

function differenceOf(pair: PacketPair, slots: readonly Slot[], position: number): Difference {
  const { expected, got } = pair;
  const nic = expected?.nic ?? got?.nic ?? 0;
  if (expected === null && got !== null) {
    return {
      atMs: millisecondsOf(got.timeNs),
      subject: `packet ${position} sent on NIC ${nic}`,
      field: null,
      expected: 'nothing',
      got: packetSummary(got.octets),
      reference: packetReference(got.octets),
    };
  }
  const slot = slots.find((entry) => entry.expected === expected) as Slot;
  const nth = slots.indexOf(slot) + 1;
  const subject = `packet ${nth} sent on NIC ${nic}`;
  const octets = octetsOfExpected(slot.expected);
  if (got === null) {
    const { from, to } = slot.window;
    return {
      atMs: from,
      subject,
      field: null,
      expected: `${packetSummary(octets)}${to > from ? ` (until ${to} ms)` : ''}`,
      got: 'nothing',
      reference: packetReference(octets),
    };
  }
  return fieldDifference(slot.expected, octets, got, subject);
}

function fieldDifference(
  expected: SentPacket,
  octets: Uint8Array,
  got: RecordedPacket,
  subject: string,
): Difference {
  if (octets[9] !== got.octets[9]) return otherPacket(octets, got, subject);
  const [first, ...others] = differingFields(octets, got.octets, maskOf(expected));
  const names = others.slice(0, 8).map((difference) => difference.field);
  const more = others.length > names.length ? ', …' : '';
  return {
    atMs: millisecondsOf(got.timeNs),
    subject: `${subject} (${packetSummary(octets)})`,
    field: first?.field ?? 'octets',
    expected: first?.expected ?? '',
    got: first?.got ?? '',
    reference: first?.reference ?? packetReference(octets),
    ...(names.length > 0 && { detail: `differs too: ${names.join(', ')}${more}` }),
  };
}

/** A packet of another protocol has no field to compare. */
function otherPacket(octets: Uint8Array, got: RecordedPacket, subject: string): Difference {
  return {
    atMs: millisecondsOf(got.timeNs),
    subject,
    field: 'ip.protocol',
    expected: packetSummary(octets),
    got: packetSummary(got.octets),
    reference: packetReference(octets),
  };
}
