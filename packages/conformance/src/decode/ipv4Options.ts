import { addAddress, addNumber, addOctets, type Field, type Frame } from './field.js';
import { hexNumber } from './octets.js';

const END_OF_LIST = 0;
const NO_OPERATION = 1;
const RECORD_ROUTE = 7;
const TIMESTAMP = 68;
const LOOSE_SOURCE_ROUTE = 131;
const ROUTER_ALERT = 148;
const STRICT_SOURCE_ROUTE = 137;

const NAMES: Readonly<Record<number, string>> = {
  [RECORD_ROUTE]: 'recordRoute',
  [TIMESTAMP]: 'timestamp',
  [LOOSE_SOURCE_ROUTE]: 'looseSourceRoute',
  [STRICT_SOURCE_ROUTE]: 'strictSourceRoute',
  [ROUTER_ALERT]: 'routerAlert',
};

/** Appends the fields of an options area: `frame` starts with its first octet and ends with it. */
export function addIpv4Options(fields: Field[], frame: Frame, octets: Uint8Array): void {
  let offset = frame.start;
  while (offset < frame.end) {
    const type = octets[offset] as number;
    if (type === END_OF_LIST) {
      addOctets(fields, { ...frame, start: offset }, 'endOfList', 0);
      return;
    }
    if (type === NO_OPERATION) {
      addNumber(fields, { ...frame, start: offset }, 'noOperation', [0, 1]);
      offset += 1;
      continue;
    }
    const length = octets[offset + 1] ?? 0;
    if (length < 2 || offset + length > frame.end) {
      addOctets(fields, { ...frame, start: offset }, 'malformed', 0);
      return;
    }
    const prefix = `${frame.prefix}.${NAMES[type] ?? `option${type}`}`;
    addOption(fields, { ...frame, prefix, start: offset, end: offset + length }, type);
    offset += length;
  }
}

function addOption(fields: Field[], frame: Frame, type: number): void {
  addNumber(fields, frame, 'type', [0, 1]);
  addNumber(fields, frame, 'length', [1, 1]);
  switch (type) {
    case RECORD_ROUTE:
    case LOOSE_SOURCE_ROUTE:
    case STRICT_SOURCE_ROUTE:
      addNumber(fields, frame, 'pointer', [2, 1]);
      addEntries(fields, frame, 3);
      break;
    case TIMESTAMP:
      addNumber(fields, frame, 'pointer', [2, 1]);
      addNumber(fields, frame, 'overflow', [3, 1], { bits: { shift: 4, width: 4 } });
      addNumber(fields, frame, 'flag', [3, 1], { bits: { shift: 0, width: 4 } });
      addWords(fields, frame, 4);
      break;
    case ROUTER_ALERT:
      addNumber(fields, frame, 'value', [2, 2], { reference: 'RFC 2113 2.1' });
      break;
    default:
      addOctets(fields, frame, 'data', 2);
  }
}

function addEntries(fields: Field[], frame: Frame, first: number): void {
  let offset = first;
  for (let entry = 0; frame.start + offset + 4 <= frame.end; entry++, offset += 4) {
    addAddress(fields, frame, `address[${entry}]`, offset);
  }
  addOctets(fields, frame, 'rest', offset);
}

/** Whether a word is an address or a time depends on the flag and the pointer: shown as a number. */
function addWords(fields: Field[], frame: Frame, first: number): void {
  let offset = first;
  for (let word = 0; frame.start + offset + 4 <= frame.end; word++, offset += 4) {
    addNumber(fields, frame, `word[${word}]`, [offset, 4], {
      format: (value) => `${value} (${hexNumber(value, 8)})`,
    });
  }
  addOctets(fields, frame, 'rest', offset);
}
