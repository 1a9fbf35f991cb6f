import {
  type Ipv4Address,
  isGroupMac,
  isMulticast,
  type MacAddress,
  parseIpv4Address,
  parseMacAddress,
  parsePrefix,
} from '@packetloom/core';
import { readEndpoint, readHost, readSocketEndpoint, readUdpTarget } from '../document/endpoint.js';
import { NAME_FORM } from '../document/names.js';
import { readRoute } from '../document/route.js';
import { readChecksum } from '../quantity/checksum.js';
import { readEpoch } from '../quantity/epoch.js';
import { FLOW_SIZES } from '../quantity/flowSizes.js';
import { isNamePattern } from '../quantity/namePattern.js';
import { readOctets } from '../quantity/octets.js';
import { type ParseResult, parsed, parseFailure } from '../quantity/quantity.js';
import { readQueue } from '../quantity/queueWords.js';
import { readSelector } from '../quantity/selector.js';
import {
  readBitRate,
  readDuration,
  readOverhead,
  readPackets,
  readQueueLimit,
  readRate,
  readShare,
  readSize,
} from '../quantity/units.js';

/** What a text of a document has to read as: the keyword `form` of the schema. */
export interface Form {
  read(text: string): ParseResult<unknown>;
  /** With its article, for messages: "a duration, such as 20ms". */
  readonly expected: string;
  /** What a bare number may have been meant to be. */
  suggest?(value: number): string;
}

const GEO = 'geo';

function readName(text: string): ParseResult<string> {
  if (NAME_FORM.test(text)) return parsed(text);
  const suggestionFor = text.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^[^A-Za-z]+/, '');
  return parseFailure(
    'is no name: names begin with a letter and hold letters, digits, _ and -, at most 63',
    NAME_FORM.test(suggestionFor) && suggestionFor !== text ? suggestionFor : undefined,
  );
}

function readScenarioName(text: string): ParseResult<string> {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(text)) return parsed(text);
  const suggestionFor = text
    .trim()
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 63);
  return parseFailure(
    'is no name of a scenario: letters, digits, dot, _ and -, at most 63, as files are called after it',
    /^[A-Za-z0-9]/.test(suggestionFor) ? suggestionFor : undefined,
  );
}

function readPrefixText(text: string): ParseResult<unknown> {
  const prefix = parsePrefix(text);
  if (prefix !== undefined) return parsed(prefix);
  if (parseIpv4Address(text) !== undefined) {
    return parseFailure('has no prefix length: expected such as 10.9.0.2/24', `${text}/24`);
  }
  return parseFailure('is no IPv4 address with a prefix length, such as 10.9.0.2/24');
}

/** A share; a fraction, as ns-3 and others write it, is told as such. */
function readPercent(text: string): ParseResult<number> {
  const reading = readShare(text);
  if (reading.ok || !/^0?\.\d+$/.test(text)) return reading;
  return { ...reading, suggestion: suggestPercent(Number(text)) };
}

/** 0.01 is 1%: nobody who means a hundredth of a percent writes it without its sign. */
function suggestPercent(value: number): string {
  const isFraction = value > 0 && value < 1;
  return `${isFraction ? Number((value * 100).toPrecision(12)) : value}%`;
}

function readPrefixOrNone(text: string): ParseResult<unknown> {
  return text === 'none' ? parsed(text) : readPrefixText(text);
}

function readAddress(text: string): ParseResult<Ipv4Address> {
  const address = parseIpv4Address(text);
  return address === undefined
    ? parseFailure('is no IPv4 address, such as 10.9.0.2')
    : parsed(address);
}

function readGroup(text: string): ParseResult<Ipv4Address> {
  const address = readAddress(text);
  if (!address.ok || isMulticast(address.value)) return address;
  return parseFailure('is no multicast group: groups are 224.0.0.0 to 239.255.255.255');
}

function readMac(text: string): ParseResult<MacAddress> {
  const address = parseMacAddress(text);
  if (address === undefined) return parseFailure('is no MAC address, such as 02:00:00:00:00:02');
  if (isGroupMac(address)) {
    return parseFailure(
      'is the MAC address of a group: no NIC can have it (its first octet is odd)',
    );
  }
  return address === 0 ? parseFailure('is no MAC address of a NIC') : parsed(address);
}

function readHostText(text: string): ParseResult<unknown> {
  const host = readHost(text);
  if (host !== undefined) return parsed(host);
  return parseFailure('is neither the name of a node nor an address');
}

/** The word that chooses every node. */
const EVERY = '*';

function orEvery(
  read: (text: string) => ParseResult<unknown>,
): (text: string) => ParseResult<unknown> {
  return (text) => (text === EVERY ? parsed(text) : read(text));
}

function readDurationOrGeo(text: string): ParseResult<unknown> {
  return text === GEO ? parsed(GEO) : readDuration(text);
}

function readCapturePoint(text: string): ParseResult<unknown> {
  if (text === '*' || /^[A-Za-z][\w-]*:(\*|[A-Za-z][\w-]*)$/.test(text)) return parsed(text);
  if (NAME_FORM.test(text))
    return parseFailure('names no NIC: expected NODE:NIC, NODE:* or *', `${text}:*`);
  return parseFailure('is nothing to capture at: expected NODE:NIC, NODE:* or *');
}

function readFileName(text: string): ParseResult<string> {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text)) return parsed(text);
  return parseFailure(
    'is no file name: letters, digits, dot, _ and -, at most 100; the folder is that of --out',
  );
}

function readScriptPath(text: string): ParseResult<string> {
  if (/\.(?:ts|mts|js|mjs)$/.test(text)) return parsed(text);
  return parseFailure('is no script: expected a module, such as ./storm.ts');
}

function readExportName(text: string): ParseResult<string> {
  if (/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text)) return parsed(text);
  return parseFailure('is no name of a function');
}

/** A name, or a pattern of names. */
function readNamePattern(text: string): ParseResult<string> {
  if (!isNamePattern(text)) return readName(text);
  if (/^[A-Za-z0-9_*-]{1,63}$/.test(text)) return parsed(text);
  return parseFailure('is no pattern of names: expected such as h*');
}

function readVaryingSize(text: string): ParseResult<unknown> {
  if (Object.hasOwn(FLOW_SIZES, text)) return parsed(text);
  if (/^\d/.test(text)) return readSize(text);
  const names = Object.keys(FLOW_SIZES).join(' or ');
  return parseFailure(`is no size: expected such as 160b, or ${names}`);
}

/** The forms by the names that the schema uses. */
export const FORMS: Readonly<Record<string, Form>> = {
  name: { read: readName, expected: 'a name' },
  'scenario-name': { read: readScenarioName, expected: 'a name' },
  duration: {
    read: readDuration,
    expected: 'a duration with its unit, such as 20ms',
    suggest: (value) => `${value}ms`,
  },
  'duration-or-geo': {
    read: readDurationOrGeo,
    expected: 'a duration with its unit, such as 20ms, or geo',
    suggest: (value) => `${value}ms`,
  },
  rate: {
    read: readRate,
    expected: 'a rate with its unit, such as 10mbit',
    suggest: (value) => (value >= 1_000 ? `${value}bit` : `${value}mbit`),
  },
  'bit-rate': {
    read: readBitRate,
    expected: 'a rate with its unit, such as 64kbit',
    suggest: (value) => (value >= 1_000 ? `${value}bit` : `${value}kbit`),
  },
  size: {
    read: readSize,
    expected: 'a size with its unit, such as 160b',
    suggest: (value) => `${value}b`,
  },
  queue: {
    read: readQueue,
    expected: 'a number of packets with its unit, such as 100p, or a mapping',
    suggest: (value) => `${value}p`,
  },
  overhead: {
    read: readOverhead,
    expected: 'octets with their unit, such as 20b or -14b',
    suggest: (value) => `${value}b`,
  },
  packets: {
    read: readPackets,
    expected: 'a number of packets with its unit, such as 100p',
    suggest: (value) => `${value}p`,
  },
  percent: {
    read: readPercent,
    expected: 'a share in percent, such as 1%',
    suggest: suggestPercent,
  },
  'queue-limit': {
    read: readQueueLimit,
    expected: 'packets or bytes with their unit, such as 100p or 64kb',
    suggest: (value) => `${value}p`,
  },
  address: { read: readAddress, expected: 'an IPv4 address' },
  prefix: {
    read: readPrefixText,
    expected: 'an address with its prefix length, such as 10.9.0.2/24',
  },
  'prefix-or-none': {
    read: readPrefixOrNone,
    expected: 'a prefix, such as 192.168.255.0/24, or none',
  },
  group: { read: readGroup, expected: 'a multicast group, such as 224.1.1.1' },
  mac: { read: readMac, expected: 'a MAC address, such as "02:00:00:00:00:02"' },
  host: { read: readHostText, expected: 'the name of a node or an address' },
  'node-pattern': {
    read: readNamePattern,
    expected: 'the name of a node, or a pattern such as h*',
  },
  'varying-size': {
    read: readVaryingSize,
    expected: `a size with its unit, such as 160b, or ${Object.keys(FLOW_SIZES).join(' or ')}`,
    suggest: (value) => `${value}b`,
  },
  'node-selection': { read: orEvery(readName), expected: 'the name of a node, or *' },
  'host-selection': {
    read: orEvery(readHostText),
    expected: 'the name of a node, an address, or *',
  },
  endpoint: { read: readEndpoint, expected: 'an endpoint, such as h1:eth0' },
  'udp-target': { read: readUdpTarget, expected: 'a destination with its port, such as h2:5004' },
  'socket-endpoint': { read: readSocketEndpoint, expected: 'a node, such as h2 or h2:5004' },
  route: { read: readRoute, expected: 'a route, such as "default via 10.0.0.1"' },
  checksum: { read: readChecksum, expected: 'right, wrong, or a value such as "0x1234"' },
  octets: { read: readOctets, expected: 'octets in hexadecimal, in quotation marks' },
  epoch: { read: readEpoch, expected: 'a date and time in UTC, such as 2026-01-01T00:00:00Z' },
  'file-name': { read: readFileName, expected: 'a file name' },
  'script-path': { read: readScriptPath, expected: 'a TypeScript module, such as ./storm.ts' },
  'export-name': { read: readExportName, expected: 'the name of a function' },
  'series-selector': {
    read: readSelector,
    expected: 'a value by its name, such as link.tail.forward.queue',
  },
  'capture-point': { read: readCapturePoint, expected: 'NODE:NIC, NODE:* or *' },
};
