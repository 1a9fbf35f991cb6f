import { addressAt, hexNumber, numberAt } from './octets.js';

/**
 * What a field says: `checksum` and `length` follow from the others, so that a difference in another
 * one tells more; `octets` is data without structure.
 */
type FieldKind = 'value' | 'length' | 'checksum' | 'octets';

/** A field of a packet, by its place. */
export interface Field {
  /** As in the RFC, with the protocol in front: `ip.ttl`. */
  readonly name: string;
  /** First octet, and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly kind: FieldKind;
  /** RFC and section that define it. */
  readonly reference: string;
  /** Its value, to be read by people; may be asked of any octets. */
  show(octets: Uint8Array): string;
}

/** Where fields are placed: a prefix for names, the start of the header, the end of what is there. */
export interface Frame {
  readonly prefix: string;
  readonly start: number;
  readonly end: number;
  readonly reference: string;
}

interface FieldOptions {
  readonly kind?: FieldKind;
  /** Bits within the octets: how far to shift right, and how many then count. */
  readonly bits?: { readonly shift: number; readonly width: number };
  readonly format?: (value: number) => string;
  readonly reference?: string;
}

/** Appends a number field of `length` octets at `offset` from the frame's start, if it is there. */
export function addNumber(
  fields: Field[],
  frame: Frame,
  name: string,
  [offset, length]: readonly [number, number],
  options: FieldOptions = {},
): void {
  const from = frame.start + offset;
  if (from + length > frame.end) return;
  const { bits, format = String } = options;
  fields.push({
    name: `${frame.prefix}.${name}`,
    from,
    to: from + length,
    kind: options.kind ?? 'value',
    reference: options.reference ?? frame.reference,
    show(octets) {
      const value = numberAt(octets, from, length);
      return format(bits === undefined ? value : (value >>> bits.shift) & ((1 << bits.width) - 1));
    },
  });
}

/** Appends a 16-bit checksum. */
export function addChecksum(fields: Field[], frame: Frame, name: string, offset: number): void {
  addNumber(fields, frame, name, [offset, 2], {
    kind: 'checksum',
    format: (value) => hexNumber(value, 4),
  });
}

/** Appends an IPv4 address. */
export function addAddress(fields: Field[], frame: Frame, name: string, offset: number): void {
  const from = frame.start + offset;
  if (from + 4 > frame.end) return;
  fields.push({
    name: `${frame.prefix}.${name}`,
    from,
    to: from + 4,
    kind: 'value',
    reference: frame.reference,
    show: (octets) => addressAt(octets, from),
  });
}

/** Appends octets without structure, from `offset` to the frame's end (or `until`), if any. */
export function addOctets(
  fields: Field[],
  frame: Frame,
  name: string,
  offset: number,
  until = frame.end,
): void {
  const from = frame.start + offset;
  const to = Math.min(until, frame.end);
  if (from >= to) return;
  fields.push({
    name: `${frame.prefix}.${name}`,
    from,
    to,
    kind: 'octets',
    reference: frame.reference,
    show: (octets) => showOctets(octets.subarray(from, to)),
  });
}

function showOctets(octets: Uint8Array): string {
  const shown = Array.from(octets.subarray(0, 24), (octet) => octet.toString(16).padStart(2, '0'));
  const rest = octets.length > 24 ? `… (${octets.length} octets)` : '';
  return `${shown.join('')}${rest}`;
}
