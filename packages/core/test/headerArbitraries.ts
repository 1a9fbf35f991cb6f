// Arbitrary values of every codec: valid, and equal to what decoding their octets gives.

import fc, { type Arbitrary } from 'fast-check';
import { ipv4Address } from '../src/address/ipv4Address.js';
import { macAddress } from '../src/address/macAddress.js';
import type {
  ArpPacket,
  EthernetHeader,
  Icmpv4Message,
  IgmpGroupRecord,
  IgmpMessage,
  Ipv4HeaderFields,
  Ipv4Option,
  TimestampOption,
} from '../src/wire/index.js';
import { encodeIpv4Options } from '../src/wire/index.js';

const unsigned = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
const octet = unsigned(8);
const uint16 = unsigned(16);
const uint32 = fc.oneof(unsigned(32), fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff));
const octets = (constraints: { minLength?: number; maxLength: number }) =>
  fc.uint8Array(constraints);

export const address = uint32.map(ipv4Address);
export const mac = fc.integer({ min: 0, max: 2 ** 48 - 1 }).map(macAddress);
export const payload = octets({ maxLength: 80 });

const routeOption: Arbitrary<Ipv4Option> = fc.record({
  kind: fc.constantFrom('record-route', 'loose-source-route', 'strict-source-route'),
  pointer: fc.integer({ min: 4, max: 255 }),
  route: fc.array(address, { maxLength: 9 }),
});

const timestampOption: Arbitrary<TimestampOption> = fc
  .constantFrom<TimestampOption['flag'][]>(0, 1, 3)
  .chain((flag) =>
    fc.record({
      kind: fc.constant('timestamp'),
      pointer: fc.integer({ min: 5, max: 255 }),
      overflow: unsigned(4),
      flag: fc.constant(flag),
      entries: fc.array(
        fc.record({ address: flag === 0 ? fc.constant(null) : address, timestamp: uint32 }),
        { maxLength: flag === 0 ? 9 : 4 },
      ),
    }),
  );

const knownOptions = [0, 1, 7, 68, 131, 137, 148];

const option: Arbitrary<Ipv4Option> = fc.oneof(
  fc.constant<Ipv4Option>({ kind: 'no-operation' }),
  routeOption,
  timestampOption,
  fc.record({ kind: fc.constant('router-alert'), value: uint16 }),
  fc.record({
    kind: fc.constant('unknown'),
    type: octet.filter((type) => !knownOptions.includes(type)),
    data: octets({ maxLength: 38 }),
  }),
);

/** Options that fit into a header together. */
export const optionList: Arbitrary<readonly Ipv4Option[]> = fc
  .array(option, { maxLength: 6 })
  .map((list) => {
    const fitting: Ipv4Option[] = [];
    let left = 40;
    for (const candidate of list) {
      const length = lengthOf(candidate);
      if (length <= left) fitting.push(candidate);
      if (length <= left) left -= length;
    }
    return fitting;
  });

function lengthOf(value: Ipv4Option): number {
  switch (value.kind) {
    case 'no-operation':
      return 1;
    case 'router-alert':
      return 4;
    case 'unknown':
      return 2 + value.data.length;
    case 'timestamp':
      return 4 + value.entries.length * (value.flag === 0 ? 4 : 8);
    default:
      return 3 + 4 * value.route.length;
  }
}

export const ipv4Header: Arbitrary<Required<Ipv4HeaderFields>> = fc.record({
  source: address,
  destination: address,
  protocol: octet,
  typeOfService: octet,
  identification: uint16,
  reservedFlag: fc.boolean(),
  dontFragment: fc.boolean(),
  moreFragments: fc.boolean(),
  fragmentOffsetBytes: unsigned(13).map((blocks) => 8 * blocks),
  ttl: octet,
  options: optionList.map(encodeIpv4Options),
});

export const udpPorts = fc.record({ sourcePort: uint16, destinationPort: uint16 });
export const addressPair = fc.record({ source: address, destination: address });

const query = { code: octet, identifier: uint16, sequenceNumber: uint16 };
const knownIcmpTypes = [0, 3, 4, 5, 8, 11, 12, 13, 14, 15, 16];

export const icmpMessage: Arbitrary<Icmpv4Message> = fc.oneof(
  fc.record({ kind: fc.constantFrom('echo', 'echo-reply'), ...query, data: payload }),
  fc.record({
    kind: fc.constant('destination-unreachable'),
    code: octet,
    nextHopMtu: uint16,
    quoted: payload,
  }),
  fc.record({
    kind: fc.constantFrom('time-exceeded', 'source-quench'),
    code: octet,
    quoted: payload,
  }),
  fc.record({
    kind: fc.constant('parameter-problem'),
    code: octet,
    pointer: octet,
    quoted: payload,
  }),
  fc.record({ kind: fc.constant('redirect'), code: octet, gateway: address, quoted: payload }),
  fc.record({
    kind: fc.constantFrom('timestamp', 'timestamp-reply'),
    ...query,
    originateTimestamp: uint32,
    receiveTimestamp: uint32,
    transmitTimestamp: uint32,
  }),
  fc.record({ kind: fc.constantFrom('information-request', 'information-reply'), ...query }),
  fc.record({
    kind: fc.constant('unknown'),
    type: octet.filter((type) => !knownIcmpTypes.includes(type)),
    code: octet,
    restOfHeader: uint32,
    data: payload,
  }),
);

const sources = fc.array(address, { maxLength: 5 });

const groupRecord: Arbitrary<IgmpGroupRecord> = fc.record({
  type: octet,
  group: address,
  sources,
  auxiliaryData: fc.array(uint32, { maxLength: 3 }).map((words) => {
    const bytes = new Uint8Array(4 * words.length);
    const view = new DataView(bytes.buffer);
    words.forEach((word, index) => {
      view.setUint32(4 * index, word);
    });
    return bytes;
  }),
});

const knownIgmpTypes = [0x11, 0x12, 0x16, 0x17, 0x22];

export const igmpMessage: Arbitrary<IgmpMessage> = fc.oneof(
  fc.record({
    kind: fc.constant('membership-query'),
    version: fc.constant(1),
    group: address,
    maxRespCode: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant('membership-query'),
    version: fc.constant(2),
    group: address,
    maxRespCode: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({
    kind: fc.constant('membership-query'),
    version: fc.constant(3),
    group: address,
    maxRespCode: octet,
    suppressRouterProcessing: fc.boolean(),
    robustnessVariable: unsigned(3),
    queryIntervalCode: octet,
    sources,
  }),
  fc.record({
    kind: fc.constant('membership-report'),
    version: fc.constantFrom(1, 2),
    group: address,
  }),
  fc.record({
    kind: fc.constant('membership-report'),
    version: fc.constant(3),
    records: fc.array(groupRecord, { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('leave-group'), group: address }),
  fc.record({
    kind: fc.constant('unknown'),
    type: octet.filter((type) => !knownIgmpTypes.includes(type)),
    maxRespCode: octet,
    data: octets({ minLength: 4, maxLength: 40 }),
  }),
);

export const arpPacket: Arbitrary<ArpPacket> = fc.record({
  operation: uint16,
  senderMac: mac,
  senderIpv4: address,
  targetMac: mac,
  targetIpv4: address,
});

export const ethernetHeader: Arbitrary<EthernetHeader> = fc.record({
  destination: mac,
  source: mac,
  etherType: fc.integer({ min: 0x0600, max: 0xffff }),
});
