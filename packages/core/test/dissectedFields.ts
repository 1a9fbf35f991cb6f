// What the codecs make of a packet, in the words of tshark's display filters, and the comparison with
// what tshark made of it.

import { expect } from 'vitest';
import { formatIpv4Address } from '../src/address/index.js';
import type { Ipv4Address } from '../src/address/ipv4Address.js';
import {
  type CodecError,
  decodeIcmpv4,
  decodeIgmp,
  decodeIpv4,
  decodeIpv4Options,
  decodeUdp,
  encodeIpv4Options,
  type Icmpv4Message,
  type IgmpMessage,
  type IgmpQuery,
  type IgmpV3Query,
  type IgmpV3Report,
  type Ipv4Datagram,
  type Ipv4Option,
  icmpTypeOf,
  igmpCodeValue,
  isCodecError,
  PROTOCOL_ICMP,
  PROTOCOL_IGMP,
  PROTOCOL_UDP,
} from '../src/wire/index.js';
import { toHex } from './octets.js';
import type { Dissected } from './tshark.js';

/** `…checksum.status`: 0 bad, 1 good, 2 not looked at, 3 not there. */
export const BAD = '0';
const GOOD = '1';
const NOT_THERE = '3';

/** A field as display filters name and write it. */
type Shown = readonly [name: string, show: string];

export function valid<T extends object>(result: T | CodecError): T {
  if (isCodecError(result)) throw new Error(`${result.code}: ${result.message}`);
  return result;
}

/** All fields below a node in their order, but not what a protocol inside it holds. */
function fieldsOf(node: Dissected): Shown[] {
  return node.children.flatMap((child) =>
    ['ip', 'icmp', 'udp', 'data'].includes(child.name)
      ? []
      : [[child.name, child.show] as const, ...fieldsOf(child)],
  );
}

/** Of these fields only those that are compared, by name. */
function only(fields: readonly Shown[], expected: readonly Shown[]): Shown[] {
  const names = new Set(expected.map(([name]) => name));
  return fields.filter(([name]) => names.has(name));
}

export function protocolIn(packet: Dissected, name: string): Dissected {
  const found = packet.children.find((child) => child.name === name);
  if (found === undefined) throw new Error(`tshark sees no ${name}`);
  return found;
}

/** Compares and names the packet in the failure. */
export function expectShown(
  octets: Uint8Array,
  found: Dissected,
  expected: readonly Shown[],
): void {
  expect(only(fieldsOf(found), expected), toHex(octets)).toEqual(expected);
}

export function expectWellFormed(octets: Uint8Array, packet: Dissected): void {
  expect(JSON.stringify(packet), toHex(octets)).not.toContain('_ws.malformed');
}

export const hex = (value: number, digits: number) =>
  `0x${value.toString(16).padStart(digits, '0')}`;
const bit = (value: boolean) => (value ? '1' : '0');
const colons = (octets: Uint8Array) => toHex(octets).replace(/..(?=.)/g, '$&:');

/** The fields of a header in their order, without addresses and options. */
function shownIpv4(datagram: Ipv4Datagram): Shown[] {
  return [
    ['ip.version', '4'],
    ['ip.hdr_len', `${datagram.headerLength}`],
    ['ip.dsfield', hex(datagram.typeOfService, 2)],
    ['ip.len', `${datagram.totalLength}`],
    ['ip.id', hex(datagram.identification, 4)],
    ['ip.flags.rb', bit(datagram.reservedFlag)],
    ['ip.flags.df', bit(datagram.dontFragment)],
    ['ip.flags.mf', bit(datagram.moreFragments)],
    ['ip.frag_offset', `${datagram.fragmentOffsetBytes / 8}`],
    ['ip.ttl', `${datagram.ttl}`],
    ['ip.proto', `${datagram.protocol}`],
    ['ip.checksum', hex(datagram.checksum, 4)],
    ['ip.checksum.status', GOOD],
    ['ip.src', formatIpv4Address(datagram.source)],
  ];
}

/** Checks the header of an outermost or quoted datagram. */
function expectIpv4(octets: Uint8Array, found: Dissected, datagram: Ipv4Datagram): void {
  expectShown(octets, found, shownIpv4(datagram));
  // Under a source route, tshark shows the header's destination as the current stop.
  const ownFields = found.children;
  const destination = ownFields.find(({ name }) => name === 'ip.cur_rt' || name === 'ip.dst');
  expect(destination?.show, toHex(octets)).toBe(formatIpv4Address(datagram.destination));
  const options = decodeIpv4Options(datagram.options);
  if (!isCodecError(options)) {
    expect(shownOptionsIn(found), toHex(octets)).toEqual(options.map(shownOption));
  }
}

const OPTION_FIELDS = [
  'ip.rec_rt',
  'ip.cur_rt',
  'ip.src_rt',
  'ip.empty_rt',
  'ip.dst',
  'ip.opt.time_stamp_addr',
  'ip.opt.type',
  'ip.opt.len',
  'ip.opt.ptr',
  'ip.opt.overflow',
  'ip.opt.flag',
  'ip.opt.time_stamp',
  'ip.opt.ra',
];

/** The options that tshark sees, each as the numbers it shows, end of list left out. */
function shownOptionsIn(ip: Dissected): string[] {
  return (
    ip.children
      .filter(({ show }) => show.startsWith('Options: ('))
      .flatMap(({ children }) => children)
      // A remark on the option before, such as many of no operation in a row.
      .filter(({ name }) => name !== '_ws.expert')
      .map(numbersOf)
      .filter((text) => text !== '0')
  );
}

function numbersOf(option: Dissected): string {
  const unknown = /^Unknown \((0x[0-9a-f]{2})\) \(([0-9]+) byte/.exec(option.show);
  if (unknown !== null) return `${Number(unknown[1])} ${unknown[2]}`;
  return fieldsOf(option)
    .filter(([name]) => OPTION_FIELDS.includes(name))
    .map(([, show]) => (show.startsWith('0x') ? Number(show) : show))
    .join(' ');
}

function shownOption(option: Ipv4Option): string {
  const octets = encodeIpv4Options([option]);
  const parts: (string | number)[] = [octets[0] ?? 0];
  if (option.kind !== 'no-operation') parts.push(octets[1] ?? 0);
  switch (option.kind) {
    case 'no-operation':
    case 'unknown':
      break;
    case 'router-alert':
      parts.push(option.value);
      break;
    case 'timestamp':
      parts.push(option.pointer, option.overflow, option.flag);
      for (const { address, timestamp } of option.entries) {
        if (address !== null) parts.push(formatIpv4Address(address));
        parts.push(timestamp);
      }
      break;
    default:
      parts.push(option.pointer);
      // A pointer between two addresses makes tshark show none.
      if (option.pointer % 4 === 0) parts.push(...option.route.map(formatIpv4Address));
  }
  return parts.join(' ');
}

function shownIcmp(message: Icmpv4Message): Shown[] {
  const start: Shown[] = [
    ['icmp.type', `${icmpTypeOf(message)}`],
    ['icmp.code', `${message.code}`],
    ['icmp.checksum.status', GOOD],
  ];
  switch (message.kind) {
    case 'destination-unreachable':
      return message.code === 4 ? [...start, ['icmp.mtu', `${message.nextHopMtu}`]] : start;
    case 'parameter-problem':
      return message.code === 0 ? [...start, ['icmp.pointer', `${message.pointer}`]] : start;
    case 'redirect':
      return [...start, ['icmp.redir_gw', formatIpv4Address(message.gateway)]];
    case 'time-exceeded':
    case 'source-quench':
    case 'unknown':
      return start;
    default:
  }
  start.push(['icmp.ident', `${message.identifier}`], ['icmp.seq', `${message.sequenceNumber}`]);
  if (message.kind === 'timestamp' || message.kind === 'timestamp-reply') {
    start.push(['icmp.originate_timestamp', `${message.originateTimestamp}`]);
    start.push(['icmp.receive_timestamp', `${message.receiveTimestamp}`]);
    start.push(['icmp.transmit_timestamp', `${message.transmitTimestamp}`]);
  }
  return start;
}

function shownIgmp(message: IgmpMessage): Shown[] {
  switch (message.kind) {
    case 'membership-query':
      return [['igmp.version', `${message.version}`], ...shownQuery(message)];
    case 'membership-report': {
      const version: Shown = ['igmp.version', `${message.version}`];
      if (message.version === 3) return [version, ...shownV3Report(message)];
      const type = message.version === 1 ? '0x12' : '0x16';
      return [
        version,
        ['igmp.type', type],
        ['igmp.checksum.status', GOOD],
        shownGroup(message.group),
      ];
    }
    case 'leave-group':
      return [['igmp.type', '0x17'], ['igmp.checksum.status', GOOD], shownGroup(message.group)];
    case 'unknown':
      return [['igmp.type', hex(message.type, 2)]];
  }
}

const shownGroup = (group: Ipv4Address): Shown => ['igmp.maddr', formatIpv4Address(group)];
const shownSource = (source: Ipv4Address): Shown => ['igmp.saddr', formatIpv4Address(source)];

function shownQuery(query: IgmpQuery | IgmpV3Query): Shown[] {
  const type: Shown = ['igmp.type', '0x11'];
  const common: Shown[] = [['igmp.checksum.status', GOOD], shownGroup(query.group)];
  if (query.version !== 3) {
    if (query.version === 1) return [type, ...common];
    return [type, ['igmp.max_resp', `${query.maxRespCode}`], ...common];
  }
  return [
    type,
    ['igmp.max_resp', `${igmpCodeValue(query.maxRespCode)}`],
    ...common,
    ['igmp.s', bit(query.suppressRouterProcessing)],
    ['igmp.qrv', `${query.robustnessVariable}`],
    ['igmp.qqic', `${query.queryIntervalCode}`],
    ['igmp.num_src', `${query.sources.length}`],
    ...query.sources.map(shownSource),
  ];
}

function shownV3Report({ records }: IgmpV3Report): Shown[] {
  return [
    ['igmp.type', '0x22'],
    ['igmp.checksum.status', GOOD],
    ['igmp.num_grp_recs', `${records.length}`],
    ...records.flatMap((record): Shown[] => [
      ['igmp.record_type', `${record.type}`],
      ['igmp.aux_data_len', `${record.auxiliaryData.length / 4}`],
      ['igmp.num_src', `${record.sources.length}`],
      shownGroup(record.group),
      ...record.sources.map(shownSource),
      ...(record.auxiliaryData.length > 0
        ? [['igmp.aux_data', colons(record.auxiliaryData)] as const]
        : []),
    ]),
  ];
}

/** Checks everything in a datagram that is no fragment. */
export function expectDatagram(octets: Uint8Array, packet: Dissected): void {
  expectWellFormed(octets, packet);
  const datagram = valid(decodeIpv4(octets));
  expectIpv4(octets, protocolIn(packet, 'ip'), datagram);
  if (datagram.protocol === PROTOCOL_ICMP) {
    const message = valid(decodeIcmpv4(datagram.payload));
    const icmp = protocolIn(packet, 'icmp');
    expectShown(octets, icmp, shownIcmp(message));
    if ('quoted' in message) expectQuoted(octets, icmp, message.quoted);
  } else if (datagram.protocol === PROTOCOL_IGMP) {
    expectShown(octets, protocolIn(packet, 'igmp'), shownIgmp(valid(decodeIgmp(datagram.payload))));
  } else if (datagram.protocol === PROTOCOL_UDP) {
    expectUdp(octets, protocolIn(packet, 'udp'), datagram);
  }
}

function expectQuoted(octets: Uint8Array, icmp: Dissected, quoted: Uint8Array): void {
  const options = { allowTruncated: true };
  const datagram = valid(decodeIpv4(quoted, 0, quoted.length, options));
  expectIpv4(octets, protocolIn(icmp, 'ip'), datagram);
}

function expectUdp(octets: Uint8Array, found: Dissected, datagram: Ipv4Datagram): void {
  const udp = valid(decodeUdp(datagram.payload, 0, undefined, { addresses: datagram }));
  const expected: Shown[] = [
    ['udp.srcport', `${udp.sourcePort}`],
    ['udp.dstport', `${udp.destinationPort}`],
    ['udp.length', `${udp.length}`],
    ['udp.checksum', hex(udp.checksum, 4)],
    ['udp.checksum.status', udp.checksum === 0 ? NOT_THERE : GOOD],
  ];
  if (udp.payload.length > 0) expected.push(['udp.payload', colons(udp.payload)]);
  expectShown(octets, found, expected);
}
