// Hot path: counters are doubles in typed arrays, named by constants; a count is one load and store. The few
// that nearly every packet counts lie in blocks that many NICs share, the others are made when first counted:
// 120 octets a NIC instead of 720, and one cache line a hop.

const NIC_COUNTERS = [
  'ip.packetsReceived',
  'ip.disabledPacketsReceived',
  'ip.invalidDestinationAddressesReceived',
  'ip.invalidSourceAddressesReceived',
  'ip.packetsDelivered',
  'ip.packetsSent',
  'ip.outgoingPacketErrors',
  'ip.malformedPacketsReceived',
  'ip.malformedFragmentsReceived',
  'ip.ipTablesPreroutingDropped',
  'ip.ipTablesInputDropped',
  'ip.ipTablesForwardDropped',
  'ip.ipTablesOutputDropped',
  'ip.ipTablesPostroutingDropped',
  'ip.optionTimestampReceived',
  'ip.optionRecordRouteReceived',
  'ip.optionRouterAlertReceived',
  'ip.optionUnknownReceived',
  'ip.forwarding.unrouteable',
  'ip.forwarding.exhaustedTTL',
  'ip.forwarding.linkLocalSource',
  'ip.forwarding.linkLocalDestination',
  'ip.forwarding.packetTooBig',
  'ip.forwarding.hostUnreachable',
  'ip.forwarding.errors',
  'ip.forwarding.multicastSent',
  'ip.forwarding.multicastNoMembers',
  'ip.forwarding.multicastWrongInterface',
  'icmp.v4.packetsSent.echoRequest',
  'icmp.v4.packetsSent.echoReply',
  'icmp.v4.packetsSent.dstUnreachable',
  'icmp.v4.packetsSent.timeExceeded',
  'icmp.v4.packetsSent.paramProblem',
  'icmp.v4.packetsSent.dropped',
  'icmp.v4.packetsSent.rateLimited',
  'icmp.v4.packetsReceived.echoRequest',
  'icmp.v4.packetsReceived.echoReply',
  'icmp.v4.packetsReceived.dstUnreachable',
  'icmp.v4.packetsReceived.srcQuench',
  'icmp.v4.packetsReceived.redirect',
  'icmp.v4.packetsReceived.timeExceeded',
  'icmp.v4.packetsReceived.paramProblem',
  'icmp.v4.packetsReceived.timestamp',
  'icmp.v4.packetsReceived.timestampReply',
  'icmp.v4.packetsReceived.infoRequest',
  'icmp.v4.packetsReceived.infoReply',
  'icmp.v4.packetsReceived.invalid',
  'igmp.packetsSent.membershipQuery',
  'igmp.packetsSent.v1MembershipReport',
  'igmp.packetsSent.v2MembershipReport',
  'igmp.packetsSent.leaveGroup',
  'igmp.packetsSent.dropped',
  'igmp.packetsReceived.membershipQuery',
  'igmp.packetsReceived.v1MembershipReport',
  'igmp.packetsReceived.v2MembershipReport',
  'igmp.packetsReceived.leaveGroup',
  'igmp.packetsReceived.invalid',
  'igmp.packetsReceived.checksumErrors',
  'igmp.packetsReceived.unrecognized',
  'arp.packetsReceived',
  'arp.disabledPacketsReceived',
  'arp.malformedPacketsReceived',
  'arp.requestsReceived',
  'arp.requestsReceivedUnknownTargetAddress',
  'arp.outgoingRequestsDropped',
  'arp.outgoingRequestsSent',
  'arp.repliesReceived',
  'arp.outgoingRepliesSent',
  'arp.outgoingRepliesDropped',
] as const;

const HOST_COUNTERS = [
  'udp.packetsReceived',
  'udp.unknownPortErrors',
  'udp.receiveBufferErrors',
  'udp.malformedPacketsReceived',
  'udp.packetsSent',
  'udp.packetSendErrors',
  'udp.checksumErrors',
  'malformedRcvdPackets',
  'unknownProtocolRcvdPackets',
  'droppedPackets',
] as const;

/** Counters that every NIC has; a host's value is the sum over its NICs. */
export type NicCounterName = (typeof NIC_COUNTERS)[number];
/** Counters of a host as a whole. */
export type HostCounterName = (typeof HOST_COUNTERS)[number];
/** Every counter, by the name that reports, expectations and vectors use. */
export type CounterName = NicCounterName | HostCounterName;

/** Names of the counters of a NIC, in a fixed order. */
export const nicCounterNames: readonly NicCounterName[] = NIC_COUNTERS;
/** Names of the counters of a host as a whole, in a fixed order. */
export const hostCounterNames: readonly HostCounterName[] = HOST_COUNTERS;

function indexOfEach<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  const index = Object.fromEntries(names.map((name, place) => [name, place]));
  return Object.freeze(index) as Readonly<Record<Name, number>>;
}

/** Place of each counter in the array of a NIC. */
export const NicCounter = indexOfEach(NIC_COUNTERS);
/** Place of each counter in the array of a host. */
export const HostCounter = indexOfEach(HOST_COUNTERS);

/** Counters before this place are counted all the time, those behind it seldom. */
const FREQUENT = 8;
/** So many sets of frequent counters share a block. */
const SETS_IN_BLOCK = 256;

let block = new Float64Array(0);
let nextInBlock = 0;

/** Values of counters, indexed by {@link NicCounter} or {@link HostCounter}. All are zero at first. */
export class CounterValues {
  readonly #block: Float64Array;
  readonly #first: number;
  readonly #size: number;
  #seldom: Float64Array | null = null;

  constructor(size: number) {
    if (nextInBlock === block.length) {
      block = new Float64Array(FREQUENT * SETS_IN_BLOCK);
      nextInBlock = 0;
    }
    this.#block = block;
    this.#first = nextInBlock;
    this.#size = size;
    nextInBlock += FREQUENT;
  }

  get(counter: number): number {
    const value =
      counter < FREQUENT ? this.#block[this.#first + counter] : this.#seldom?.[counter - FREQUENT];
    return value ?? 0;
  }

  add(counter: number, amount: number): void {
    if (counter < FREQUENT) {
      const place = this.#first + counter;
      this.#block[place] = (this.#block[place] as number) + amount;
    } else {
      this.#seldom ??= new Float64Array(this.#size - FREQUENT);
      const place = counter - FREQUENT;
      this.#seldom[place] = (this.#seldom[place] as number) + amount;
    }
  }
}

/** Zeroed counters of a NIC. */
export function newNicCounters(): CounterValues {
  return new CounterValues(NIC_COUNTERS.length);
}

/** Zeroed counters of a host. */
export function newHostCounters(): CounterValues {
  return new CounterValues(HOST_COUNTERS.length);
}

/** Adds to a counter. */
export function count(values: CounterValues, counter: number, amount = 1): void {
  values.add(counter, amount);
}

/** Reads counters by name. */
export interface CounterReader {
  /** The value of one counter. */
  get(name: CounterName): number;
  /** All counters that are not zero, in a fixed order. */
  nonZero(): Partial<Record<CounterName, number>>;
}

/** Reader over the counters of one NIC: those of the host as a whole read as 0. */
export function nicCounterReader(values: CounterValues): CounterReader {
  return reader((name) => valueAt(values, NicCounter[name as NicCounterName]));
}

/** Reader over a host: its own counters, and the sums over `nics()` (removed NICs included). */
export function hostCounterReader(
  own: CounterValues,
  nics: () => Iterable<CounterValues>,
): CounterReader {
  return reader((name) => {
    const place = HostCounter[name as HostCounterName];
    if (place !== undefined) return own.get(place);
    let sum = 0;
    for (const values of nics()) sum += valueAt(values, NicCounter[name as NicCounterName]);
    return sum;
  });
}

/** Of a name that is none of these counters: 0. */
function valueAt(values: CounterValues, place: number | undefined): number {
  return place === undefined ? 0 : values.get(place);
}

function reader(get: (name: CounterName) => number): CounterReader {
  return {
    get,
    nonZero() {
      const found: Partial<Record<CounterName, number>> = {};
      for (const name of [...NIC_COUNTERS, ...HOST_COUNTERS]) {
        const value = get(name);
        if (value !== 0) found[name] = value;
      }
      return found;
    },
  };
}
