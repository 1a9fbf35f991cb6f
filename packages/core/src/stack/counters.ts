// Hot path: counters are numbered by constants, and a count is one load and store. The few that nearly every packet
// counts are fields, which are in the cache line that leads to them; the others are made when first counted: 64
// octets a NIC instead of 720.

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

// The places that nearly every packet counts: of a NIC packets received, delivered and sent, of a host UDP
// datagrams received and sent.
const OFTEN_1 = 0;
const OFTEN_2 = 4;
const OFTEN_3 = 5;

/** Values of counters, indexed by {@link NicCounter} or {@link HostCounter}. All are zero at first. */
export class CounterValues {
  #often1 = 0;
  #often2 = 0;
  #often3 = 0;
  /** The others, at their places; made when one is first counted. */
  #seldom: Float64Array | null = null;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get(counter: number): number {
    if (counter === OFTEN_1) return this.#often1;
    if (counter === OFTEN_2) return this.#often2;
    if (counter === OFTEN_3) return this.#often3;
    return this.#seldom?.[counter] ?? 0;
  }

  add(counter: number, amount: number): void {
    if (counter === OFTEN_1) this.#often1 += amount;
    else if (counter === OFTEN_2) this.#often2 += amount;
    else if (counter === OFTEN_3) this.#often3 += amount;
    else this.#addSeldom(counter, amount);
  }

  #addSeldom(counter: number, amount: number): void {
    this.#seldom ??= new Float64Array(this.#size);
    this.#seldom[counter] = (this.#seldom[counter] as number) + amount;
  }
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
