import { addAddress, addChecksum, addNumber, addOctets, type Field, type Frame } from './field.js';
import { addIpv4Options } from './ipv4Options.js';
import { icmpName, protocolName } from './names.js';
import { hexNumber, numberAt } from './octets.js';

const IPV4_HEADER_LENGTH = 20;

/**
 * Every field of an IPv4 packet that is there, in the order of the octets, quotations included;
 * what is left of a field that is cut short comes last.
 */
export function packetFields(octets: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  addIpv4(fields, { prefix: '', start: 0, end: octets.length, reference: '' }, octets);
  const covered = fields.reduce((end, field) => Math.max(end, field.to), 0);
  const rest = { prefix: 'truncated', start: covered, end: octets.length };
  addOctets(fields, { ...rest, reference: 'RFC 791 3.1' }, 'field', 0);
  return fields;
}

/** `frame.prefix` is empty, or names what quotes the packet. */
function addIpv4(fields: Field[], frame: Frame, octets: Uint8Array): void {
  const { start } = frame;
  const prefix = `${frame.prefix}ip`;
  const header: Frame = { prefix, start, end: frame.end, reference: 'RFC 791 3.1' };
  addNumber(fields, header, 'version', [0, 1], { bits: { shift: 4, width: 4 } });
  addNumber(fields, header, 'headerLengthWords', [0, 1], { bits: { shift: 0, width: 4 } });
  addNumber(fields, header, 'typeOfService', [1, 1], { format: (v) => hexNumber(v, 2) });
  addNumber(fields, header, 'totalLength', [2, 2], { kind: 'length' });
  addNumber(fields, header, 'identification', [4, 2], { format: (v) => hexNumber(v, 4) });
  addNumber(fields, header, 'reservedFlag', [6, 2], { bits: { shift: 15, width: 1 } });
  addNumber(fields, header, 'dontFragment', [6, 2], { bits: { shift: 14, width: 1 } });
  addNumber(fields, header, 'moreFragments', [6, 2], { bits: { shift: 13, width: 1 } });
  addNumber(fields, header, 'fragmentOffset', [6, 2], {
    bits: { shift: 0, width: 13 },
    format: (blocks) => `${blocks * 8} octets`,
  });
  addNumber(fields, header, 'ttl', [8, 1]);
  addNumber(fields, header, 'protocol', [9, 1], { format: protocolName });
  addChecksum(fields, header, 'headerChecksum', 10);
  addAddress(fields, header, 'source', 12);
  addAddress(fields, header, 'destination', 16);
  const headerLength = Math.max(IPV4_HEADER_LENGTH, ((octets[start] ?? 0) & 0xf) * 4);
  const optionsEnd = Math.min(frame.end, start + headerLength);
  const options = { ...header, prefix: `${prefix}.options`, start: start + 20, end: optionsEnd };
  addIpv4Options(fields, options, octets);
  const payload = { ...frame, start: start + headerLength };
  const isLaterFragment = (numberAt(octets, start + 6, 2) & 0x1fff) !== 0;
  if (isLaterFragment) addOctets(fields, { ...payload, ...FRAGMENT }, 'data', 0);
  else addPayload(fields, payload, octets, octets[start + 9] ?? 0);
}

const FRAGMENT = { prefix: 'fragment', reference: 'RFC 791 3.2' };

function addPayload(fields: Field[], frame: Frame, octets: Uint8Array, protocol: number): void {
  const within = (name: string, reference: string): Frame => ({
    ...frame,
    prefix: `${frame.prefix}${name}`,
    reference,
  });
  switch (protocol) {
    case 1:
      addIcmp(fields, within('icmp', 'RFC 792'), octets);
      break;
    case 2:
      addIgmp(fields, within('igmp', 'RFC 2236 2'));
      break;
    case 17:
      addUdp(fields, within('udp', 'RFC 768'));
      break;
    default:
      addOctets(fields, within('payload', 'RFC 791 3.1'), 'data', 0);
  }
}

function addIcmp(fields: Field[], frame: Frame, octets: Uint8Array): void {
  const type = octets[frame.start] ?? 0;
  addNumber(fields, frame, 'type', [0, 1], { format: icmpName });
  addNumber(fields, frame, 'code', [1, 1]);
  addChecksum(fields, frame, 'checksum', 2);
  switch (type) {
    case 3:
      addNumber(fields, frame, 'unused', [4, 2]);
      addNumber(fields, frame, 'nextHopMtu', [6, 2], { reference: 'RFC 1191 4' });
      break;
    case 5:
      addAddress(fields, frame, 'gateway', 4);
      break;
    case 12:
      addNumber(fields, frame, 'pointer', [4, 1]);
      addNumber(fields, frame, 'unused', [5, 3]);
      break;
    case 4:
    case 11:
      addNumber(fields, frame, 'unused', [4, 4]);
      break;
    default:
      addNumber(fields, frame, 'identifier', [4, 2], { format: (v) => hexNumber(v, 4) });
      addNumber(fields, frame, 'sequenceNumber', [6, 2]);
  }
  addIcmpBody(fields, frame, octets, type);
}

function addIcmpBody(fields: Field[], frame: Frame, octets: Uint8Array, type: number): void {
  if (type === 13 || type === 14) {
    addNumber(fields, frame, 'originateTimestamp', [8, 4]);
    addNumber(fields, frame, 'receiveTimestamp', [12, 4]);
    addNumber(fields, frame, 'transmitTimestamp', [16, 4]);
    addOctets(fields, frame, 'data', 20);
  } else if ([3, 4, 5, 11, 12].includes(type)) {
    const prefix = `${frame.prefix}.quoted.`;
    addIpv4(fields, { ...frame, prefix, start: frame.start + 8 }, octets);
  } else {
    addOctets(fields, frame, 'data', 8);
  }
}

function addIgmp(fields: Field[], frame: Frame): void {
  addNumber(fields, frame, 'type', [0, 1], { format: (v) => hexNumber(v, 2) });
  addNumber(fields, frame, 'maxResponseTime', [1, 1]);
  addChecksum(fields, frame, 'checksum', 2);
  addAddress(fields, frame, 'groupAddress', 4);
  addOctets(fields, frame, 'data', 8);
}

function addUdp(fields: Field[], frame: Frame): void {
  addNumber(fields, frame, 'sourcePort', [0, 2]);
  addNumber(fields, frame, 'destinationPort', [2, 2]);
  addNumber(fields, frame, 'length', [4, 2], { kind: 'length' });
  addChecksum(fields, frame, 'checksum', 6);
  addOctets(fields, frame, 'data', 8);
}
