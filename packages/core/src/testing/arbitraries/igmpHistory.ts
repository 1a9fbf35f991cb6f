import fc, { type Arbitrary } from 'fast-check';
import {
  ALL_IGMPV3_ROUTERS,
  ALL_ROUTERS,
  ALL_SYSTEMS,
  ANY,
  type Ipv4Address,
} from '../../address/ipv4Address.js';
import { encodeIgmp } from '../../wire/igmpCodec.js';
import type { IgmpGroupRecord, IgmpMessage } from '../../wire/index.js';
import { encodeIpv4 } from '../../wire/ipv4Codec.js';
import { PROTOCOL_IGMP } from '../../wire/protocolNumber.js';
import { anyAddress, groupAddress } from './addresses.js';

/** RFC 2113. */
const ROUTER_ALERT = Uint8Array.of(148, 4, 0, 0);

/** An IGMP message that is heard on a link, so long after the one before. */
export interface ReceivedIgmp<Address = Ipv4Address> {
  readonly afterMs: number;
  readonly source: Address;
  /** Of version 1, which has none by itself: whether it carries a router alert all the same. */
  readonly isMarked: boolean;
  readonly message: IgmpMessage;
}

const record: Arbitrary<IgmpGroupRecord> = fc.record({
  type: fc.integer({ min: 1, max: 7 }),
  group: groupAddress,
  sources: fc.array(anyAddress, { maxLength: 3 }),
  auxiliaryData: fc.constant(new Uint8Array(0)),
});

/** Messages of all versions of IGMP, valid but for some of the last kind. */
export const igmpMessage: Arbitrary<IgmpMessage> = fc.oneof(
  fc.record({
    kind: fc.constant('membership-report'),
    version: fc.constantFrom(2, 1),
    group: groupAddress,
  }),
  fc.record({
    kind: fc.constant('membership-query'),
    version: fc.constant(2),
    group: fc.oneof(fc.constant(ANY), groupAddress),
    maxRespCode: fc.oneof(fc.constantFrom(1, 10, 100), fc.integer({ min: 1, max: 255 })),
  }),
  fc.record({
    kind: fc.constant('membership-query'),
    version: fc.constant(1),
    group: fc.constant(ANY),
    maxRespCode: fc.constant(0),
  }),
  fc.record({ kind: fc.constant('leave-group'), group: groupAddress }),
  fc.record({
    kind: fc.constant('membership-report'),
    version: fc.constant(3),
    records: fc.array(record, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('membership-query'),
    version: fc.constant(3),
    group: fc.oneof(fc.constant(ANY), groupAddress),
    maxRespCode: fc.constantFrom(10, 100, 200),
    suppressRouterProcessing: fc.boolean(),
    robustnessVariable: fc.nat({ max: 7 }),
    queryIntervalCode: fc.constantFrom(125, 0, 255),
    sources: fc.array(anyAddress, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('unknown'),
    type: fc.constantFrom(0x13, 0x99, 0x00),
    maxRespCode: fc.constant(0),
    data: fc.uint8Array({ minLength: 4, maxLength: 12 }),
  }),
);

/** What is heard on a link in the course of time. */
export function igmpHistory<Address>(
  sources: Arbitrary<Address>,
): Arbitrary<readonly ReceivedIgmp<Address>[]> {
  const afterMs = fc.oneof(fc.nat({ max: 200 }), fc.constantFrom(0, 1000, 10_000, 60_000, 400_000));
  const heard = { afterMs, source: sources, isMarked: fc.boolean(), message: igmpMessage };
  return fc.array(fc.record(heard), { minLength: 1, maxLength: 8 });
}

/**
 * The message as the packet that carries it: TTL 1, a router alert, which version 1 may lack (RFC 1112 Appendix I),
 * and to whom RFC 2236 9 says.
 */
export function igmpOctets(message: IgmpMessage, source: Ipv4Address, isMarked = true): Uint8Array {
  const destination = destinationOf(message);
  const isBare = 'version' in message && message.version === 1 && !isMarked;
  const options = isBare ? new Uint8Array(0) : ROUTER_ALERT;
  const fields = { source, destination, protocol: PROTOCOL_IGMP, ttl: 1, options };
  return encodeIpv4(fields, encodeIgmp(message));
}

function destinationOf(message: IgmpMessage): Ipv4Address {
  switch (message.kind) {
    case 'membership-query':
      return message.group === 0 ? ALL_SYSTEMS : message.group;
    case 'membership-report':
      return message.version === 3 ? ALL_IGMPV3_ROUTERS : message.group;
    case 'leave-group':
      return ALL_ROUTERS;
    case 'unknown':
      return ALL_SYSTEMS;
  }
}
