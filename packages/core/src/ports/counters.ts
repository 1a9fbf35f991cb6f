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
  'malformedRcvdPackets',
  'unknownProtocolRcvdPackets',
  'droppedPackets',
  'socket.sendErrors',
] as const;

/** Counters that every NIC has; a host's value is the sum over its NICs. */
export type NicCounterName = (typeof NIC_COUNTERS)[number];
/** Counters of a host as a whole, besides those of its transports. */
export type HostCounterName = (typeof HOST_COUNTERS)[number];

/** Index of a counter of a NIC. */
export type NicCounterIndex = CounterIndex<NicCounterName>;

/** Names of the counters of a NIC, in a fixed order. */
export const nicCounterNames: readonly NicCounterName[] = NIC_COUNTERS;
/** Names of a host's own counters, in a fixed order. */
export const hostCounterNames: readonly HostCounterName[] = HOST_COUNTERS;

declare const counterOf: unique symbol;

/** Index of a counter in a list of names. A type of its own for each list: counters of a NIC are none of a host. */
export type CounterIndex<Name extends string = string> = number & { readonly [counterOf]: Name };

/** Index of each name of a list. */
export function indexOfEach<Name extends string>(
  names: readonly Name[],
): Readonly<Record<Name, CounterIndex<Name>>> {
  const indices = Object.fromEntries(names.map((name, index) => [name, index]));
  return Object.freeze(indices) as Readonly<Record<Name, CounterIndex<Name>>>;
}

/** Index of each counter of a NIC. */
export const NicCounter = indexOfEach(NIC_COUNTERS);
/** Index of each counter of a host. */
export const HostCounter = indexOfEach(HOST_COUNTERS);

// The indices that nearly every packet counts: of a NIC packets received, delivered and sent, of UDP datagrams
// received and sent.
const OFTEN_1 = 0;
const OFTEN_2 = 4;
const OFTEN_3 = 5;

/** Values of the counters of a list of names, indexed by {@link NicCounter}, say. All are zero at first. */
export class CounterValues<Name extends string = string> {
  #often1 = 0;
  #often2 = 0;
  #often3 = 0;
  /** The others, at their indices; made when one is first counted. */
  #seldom: Float64Array | null = null;
  readonly #size: number;

  constructor(names: readonly Name[]) {
    this.#size = names.length;
  }

  /** The value of a counter, by its index. */
  get(counter: number): number {
    if (counter === OFTEN_1) return this.#often1;
    if (counter === OFTEN_2) return this.#often2;
    if (counter === OFTEN_3) return this.#often3;
    return this.#seldom?.[counter] ?? 0;
  }

  add(counter: CounterIndex<Name>, amount: number): void {
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

/** Counters with names: those of a NIC, of a transport, of a host. */
export interface CounterSet {
  /** Each with its index. */
  readonly counterNames: readonly string[];
  readonly counterValues: CounterValues;
}

/** Adds to a counter. */
export function count<Name extends string>(
  values: CounterValues<Name>,
  counter: CounterIndex<NoInfer<Name>>,
  amount = 1,
): void {
  values.add(counter, amount);
}

/** Reads counters by name. */
export interface CounterReader<Name extends string = string> {
  /** The value of one counter; 0 if there is none of this name. */
  get(name: Name): number;
  /** All counters that are not zero, in a fixed order. */
  nonZero(): Partial<Record<Name, number>>;
}

/** Reader over sets of counters in their order; those with the same list of names are summed up. */
export function counterReader<Name extends string>(
  sets: () => readonly CounterSet[],
): CounterReader<Name> {
  return {
    get(name) {
      let sum = 0;
      for (const { counterNames, counterValues } of sets()) {
        const index = counterNames.indexOf(name);
        if (index >= 0) sum += counterValues.get(index);
      }
      return sum;
    },
    nonZero() {
      const all = sets();
      const found: Record<string, number> = {};
      for (const names of new Set(all.map(({ counterNames }) => counterNames))) {
        const same = all.filter(({ counterNames }) => counterNames === names);
        names.forEach((name, index) => {
          const value = same.reduce((sum, { counterValues }) => sum + counterValues.get(index), 0);
          if (value !== 0) found[name] = value;
        });
      }
      return found as Partial<Record<Name, number>>;
    },
  };
}
