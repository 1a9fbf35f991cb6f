import type { Field } from '../decode/field.js';
import { packetFields } from '../decode/packetFields.js';
import { octetsOf, type SentPacket } from '../vector/vector.js';

/** Where two packets differ. */
export interface FieldDifference {
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  readonly reference: string;
}

type Ranges = readonly (readonly [from: number, to: number])[];

/** The identification and the header checksum, which covers it (RFC 791 3.1). */
const RANDOM_IDENTIFICATION: Ranges = [
  [4, 6],
  [10, 12],
];

const expectedOctets = new WeakMap<SentPacket, Uint8Array>();

/** The octets of an expected packet, zeros that the vector leaves out included. */
export function octetsOfExpected(expected: SentPacket): Uint8Array {
  let octets = expectedOctets.get(expected);
  if (octets === undefined) {
    octets = octetsOf(expected.packet, expected.padZeros);
    expectedOctets.set(expected, octets);
  }
  return octets;
}

/** The octets of an expected packet that are not compared; a mask says all, `random` alone the usual. */
export function maskOf(expected: SentPacket): Ranges {
  if (expected.mask !== undefined) return expected.mask;
  return expected.random?.includes('id') === true ? RANDOM_IDENTIFICATION : [];
}

/** Whether octets are equal in length and outside the masked ranges. */
export function octetsMatch(expected: Uint8Array, got: Uint8Array, mask: Ranges): boolean {
  if (expected.length !== got.length) return false;
  for (let i = 0; i < expected.length; i++) {
    if (expected[i] !== got[i] && !isMasked(mask, i)) return false;
  }
  return true;
}

function isMasked(mask: Ranges, offset: number): boolean {
  return mask.some(([from, to]) => offset >= from && offset < to);
}

/** Fields that say what a packet is: where they differ, no other matters. */
const KINDS: readonly string[] = ['ip.protocol', 'icmp.type', 'igmp.type'];

/**
 * Every field in which two packets differ outside the masked ranges, the most telling first: what
 * kind of packet it is, values and data in the order of the octets, then lengths and checksums,
 * which follow from them.
 */
export function differingFields(
  expected: Uint8Array,
  got: Uint8Array,
  mask: Ranges = [],
): readonly FieldDifference[] {
  const specific: FieldDifference[] = [];
  const lengths: FieldDifference[] = [];
  const checksums: FieldDifference[] = [];
  for (const field of packetFields(expected)) {
    const difference = differenceIn(field, expected, got, mask);
    if (difference === null) continue;
    const { kind } = field;
    (kind === 'checksum' ? checksums : kind === 'length' ? lengths : specific).push(difference);
  }
  if (expected.length !== got.length) {
    lengths.push({
      field: 'length of the packet',
      expected: `${expected.length} octets`,
      got: `${got.length} octets`,
      reference: 'RFC 791 3.1',
    });
  }
  specific.sort((a, b) => Number(KINDS.includes(b.field)) - Number(KINDS.includes(a.field)));
  return [...specific, ...lengths, ...checksums];
}

function differenceIn(
  field: Field,
  expected: Uint8Array,
  got: Uint8Array,
  mask: Ranges,
): FieldDifference | null {
  let offset = field.from;
  while (offset < field.to && (expected[offset] === got[offset] || isMasked(mask, offset)))
    offset++;
  if (offset === field.to) return null;
  const { name, reference } = field;
  if (field.kind === 'octets') return octetDifference(field, offset, expected, got);
  const present = field.to <= got.length;
  const values = { expected: field.show(expected), got: present ? field.show(got) : 'absent' };
  // Flags share their octets: the octets may differ while this one's bits do not.
  return values.expected === values.got ? null : { field: name, reference, ...values };
}

function octetDifference(
  field: Field,
  offset: number,
  expected: Uint8Array,
  got: Uint8Array,
): FieldDifference | null {
  // What is missing at the end is the length's difference, not the data's.
  if (offset >= got.length) return null;
  const show = (octet: number | undefined) => `0x${(octet ?? 0).toString(16).padStart(2, '0')}`;
  return {
    field: `${field.name} octet ${offset - field.from}`,
    expected: show(expected[offset]),
    got: show(got[offset]),
    reference: field.reference,
  };
}
