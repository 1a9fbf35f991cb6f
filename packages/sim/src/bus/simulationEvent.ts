import type { DispositionName, Ipv4Address, MacAddress, NetError } from '@packetloom/core';

/** What can be told of a packet after it has gone on: plain values. */
export interface PacketSummary {
  /** Unique for each packet of a run, also for each fragment. */
  readonly serial: number;
  /** Of the datagram: kept by forwarding, fragmentation, reassembly and NAT. */
  readonly identity: number;
  /** Identity of the datagram that caused it, or 0. */
  readonly cause: number;
  /** Octets of the network-layer packet. */
  readonly length: number;
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  readonly protocol: number;
  readonly ttl: number;
  /** The 16-bit identification of the header. */
  readonly identification: number;
  /** Flags and fragment offset as in the header. */
  readonly flagsAndFragmentOffset: number;
  /** ICMP type and code, or ports (source × 65,536 + destination) of UDP and TCP; 0 elsewhere. */
  readonly transport: number;
  /**
   * Of ARP packets alone: 1 of a request, 2 of a reply. Source and destination are then the sender's and
   * the target's IPv4 addresses, and what else only IPv4 has is 0.
   */
  readonly arpOperation?: number;
  /** The octets, if the bus was asked for them. */
  readonly octets?: Uint8Array;
}

interface At {
  /** Simulated time in nanoseconds. */
  readonly timeNs: number;
}

interface OnHost extends At {
  readonly host: string;
  readonly nic: string | null;
}

/** Addresses and ports of a TCP connection as its end on `host` sees them. */
interface OfConnection extends At {
  readonly host: string;
  readonly local: Ipv4Address;
  readonly localPort: number;
  readonly remote: Ipv4Address;
  readonly remotePort: number;
}

interface OnLink extends At {
  readonly link: string;
  readonly direction: 'forward' | 'reverse';
}

/**
 * What a direction did to a packet that goes on: `packet` is a new copy of another one, has a wrong bit,
 * or arrives after one that was sent later.
 */
export type LinkImpairment = 'link-duplicated' | 'link-corrupted' | 'link-reordered';

/** Something that happened in a simulation. `type` tells what, and which fields there are. */
export type SimulationEvent =
  | (OnHost & {
      readonly type: 'originated';
      readonly cause: string;
      /** The app that sends it, where one says so (`EventBus.sender`). */
      readonly app?: string;
      readonly packet: PacketSummary;
    })
  | (OnHost & {
      readonly type: 'received' | 'transmitted' | 'forwarded' | 'fragment-held' | 'reassembled';
      readonly packet: PacketSummary;
    })
  | (OnHost & {
      readonly type: 'fragmented';
      readonly packet: PacketSummary;
      readonly count: number;
    })
  | (OnHost & {
      readonly type: 'delivered';
      readonly packet: PacketSummary;
      readonly protocol: number;
      readonly port: number;
    })
  | (OnHost & {
      readonly type: 'consumed' | 'dropped';
      readonly packet: PacketSummary;
      readonly reason: DispositionName;
      /** What of the packet filter dropped it, where that did: `rule 2 of FORWARD`. */
      readonly rule?: string;
    })
  | (OnHost & {
      readonly type: 'icmp-error';
      readonly packet: PacketSummary;
      readonly icmpType: number;
      readonly icmpCode: number;
      readonly about: number;
    })
  | (At & {
      readonly type: 'send-failed';
      readonly host: string;
      /** The app that sent, where one says so (`EventBus.sender`). */
      readonly app: string | null;
      /** `icmp`: an answer of the stack itself, of no app. */
      readonly cause: 'udp' | 'ping' | 'raw' | 'icmp';
      readonly destination: Ipv4Address | null;
      readonly error: NetError;
    })
  | (At & {
      /** A call of an app other than one that sends: it cannot open its port, or join a group. */
      readonly type: 'app-failed';
      readonly host: string;
      readonly app: string;
      readonly error: NetError;
    })
  | (At & {
      readonly type: 'membership';
      readonly host: string;
      readonly nic: string;
      readonly group: Ipv4Address;
      readonly state: 'joined' | 'left';
    })
  | (At & {
      readonly type: 'neighbour';
      readonly host: string;
      readonly nic: string;
      readonly address: Ipv4Address;
      readonly state: string;
    })
  | (At & {
      readonly type: 'group-members';
      readonly host: string;
      readonly nic: string;
      readonly group: Ipv4Address;
      readonly state: 'present' | 'absent';
    })
  | (At & {
      readonly type: 'querier';
      readonly host: string;
      readonly nic: string;
      readonly state: 'querier' | 'non-querier';
    })
  | (At & {
      readonly type: 'address-conflict';
      readonly host: string;
      readonly nic: string;
      readonly address: Ipv4Address;
      readonly linkAddress: MacAddress;
    })
  | (OnLink & {
      readonly type: 'link-dropped';
      readonly packet: PacketSummary;
      readonly reason: DispositionName;
    })
  | (OnLink & {
      readonly type: LinkImpairment;
      readonly packet: PacketSummary;
    })
  | (OnLink & {
      readonly type: 'link-changed';
      /** What is different from now on: names and values of the direction, as JSON. */
      readonly change: string;
    })
  | (At & {
      readonly type: 'rules-changed';
      readonly host: string;
      /** What the packet filter was told: `iptables -A FORWARD -j DROP`, without `iptables`. */
      readonly change: string;
    })
  | (At & { readonly type: 'link-state'; readonly link: string; readonly up: boolean })
  | (At & { readonly type: 'host-state'; readonly host: string; readonly up: boolean })
  | (At & {
      readonly type: 'nic-state';
      readonly host: string;
      readonly nic: string;
      readonly up: boolean;
    })
  | (At & { readonly type: 'scripted'; readonly name: string })
  | (OfConnection & {
      readonly type: 'tcp-state';
      /** State before, by Linux's name; `CLOSE` of one that begins. */
      readonly from: string;
      readonly state: string;
      /** Why it failed, by the name of the errno; null unless it did. */
      readonly error: string | null;
    })
  | (OfConnection & {
      readonly type: 'tcp-retransmit';
      /** Number of the first octet, counted from the SYN, which is 0. */
      readonly sequence: number;
      /** Octets of data. */
      readonly octets: number;
      readonly reason: 'time-out' | 'fast-retransmit' | 'loss-probe';
    });

/** The types of events. */
export type SimulationEventType = SimulationEvent['type'];
