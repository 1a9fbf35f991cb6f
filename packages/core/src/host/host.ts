import { LIMITED_BROADCAST } from '../address/ipv4Address.js';
import type { NetError } from '../error/netError.js';
import type { PacketFilter } from '../filter/packetFilter.js';
import { Reassembler } from '../fragmentation/reassembly.js';
import { type Ipv4Behaviour, PROFILES, type ProfileName } from '../ipv4/behaviour.js';
import type { Ipv4Endpoint } from '../ipv4/endpoint.js';
import { FilterHooks } from '../ipv4/filterHooks.js';
import { sendIcmpError } from '../ipv4/icmpErrors.js';
import { IdentificationCounters } from '../ipv4/identification.js';
import { OptionProcessor } from '../ipv4/optionProcessor.js';
import { DEFAULT_ICMP_RATE_LIMIT, type IcmpRateLimit, TokenBucket } from '../ipv4/rateLimit.js';
import type { IgmpRouterSettings } from '../multicast/igmpRouterSettings.js';
import { Nic, type NicOptions } from '../nic/nic.js';
import { type Fate, fateKind, fateName } from '../packet/fate.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import type { PingSocket, PingSocketOptions } from '../ping/pingSocket.js';
import type { Clock } from '../ports/clock.js';
import {
  type CounterReader,
  CounterValues,
  counterReader,
  hostCounterNames,
} from '../ports/counters.js';
import type { MulticastRouteSource } from '../ports/multicastRoutes.js';
import type { StackEvent, StackObserver } from '../ports/observer.js';
import type { RandomSource } from '../ports/random.js';
import type { RawSocket, RawSocketOptions } from '../raw/rawSocket.js';
import { ForwardingRoutes } from '../route/forwardingRoutes.js';
import { Ownership } from '../route/ownership.js';
import { RouteTable } from '../route/routeTable.js';
import type { CounterName } from '../transport/counterNames.js';
import { type IcmpListener, icmpMessage } from '../transport/icmpMessage.js';
import type { TransportFactory } from '../transport/protocols.js';
import { Transports } from '../transport/transports.js';
import { Udp } from '../udp/udp.js';
import type { UdpSocket, UdpSocketOptions } from '../udp/udpSocket.js';
import { ICMP_TIME_EXCEEDED } from '../wire/icmpv4.js';
import { IPV4_MAX_TOTAL_LENGTH } from '../wire/ipv4.js';
import { HostPower } from './hostPower.js';
import { MulticastRouter } from './multicastRouter.js';

/** How a host is set up. */
export interface HostOptions {
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Where its packets come from; hosts whose links are joined must share one. */
  readonly pool?: PacketPool;
  /** Name in events and reports; default `host`. */
  readonly name?: string;
  /** A profile by name or a set of choices of one's own; default `standard`. */
  readonly behaviour?: ProfileName | Ipv4Behaviour;
  /**
   * Datagrams to own addresses stay inside the host, and own addresses are no sources from outside.
   * Default true.
   */
  readonly handleLocal?: boolean;
  /** Whether it routes (see `setForwarding`). Default false. */
  readonly forwarding?: boolean;
  /** Whether it routes multicast, and with which timers (see `setMulticastRouting`). Default false. */
  readonly multicastRouting?: boolean | IgmpRouterSettings;
  /** Routes of multicast, shared by routers; by default a router knows only its own links. */
  readonly multicastRoutes?: MulticastRouteSource;
  /** Accepts 127/8 from links that are no loopback. Default false. */
  readonly allowExternalLoopback?: boolean;
  /** Whether groups are reported by IGMP. Default true. */
  readonly igmp?: boolean;
  /**
   * Rate of ICMP errors, of echo replies too where `behaviour` says so; null for no limit; default
   * 1,000 a second, burst 50.
   */
  readonly icmpRateLimit?: IcmpRateLimit | null;
  /** TTL of what it sends, 0 to 255; default 64. */
  readonly defaultTtl?: number;
  /** Transports beside the built-in ones. */
  readonly transports?: readonly TransportFactory[];
}

const DEFAULT_TTL = 64;

/**
 * A host: NICs, an IPv4 stack with all its state, sockets. It does nothing by itself: packets come in
 * through its links, calls through its sockets, time through its clock.
 */
export class Host {
  // What every packet needs comes first, so that it shares cache lines.
  #observer: StackObserver | null = null;
  /** The packet filter; null until a rule is set, so that it costs nothing. */
  filter: FilterHooks | null = null;
  readonly behaviour: Ipv4Behaviour;
  readonly forwardingRoutes: ForwardingRoutes;
  #forwarding = false;
  readonly handleLocal: boolean;
  readonly allowExternalLoopback: boolean;
  /** Multicast routing; null while it is off. */
  multicastRouter: MulticastRouter | null = null;
  readonly pool: PacketPool;

  readonly name: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly igmpEnabled: boolean;
  /** Routing table. */
  readonly routes: RouteTable;
  /** Sockets: `udp`, `icmp` and raw ones are made here. */
  readonly transports: Transports;
  /** Counters of the host as a whole, indexed by `HostCounter`. */
  readonly counterValues = new CounterValues(hostCounterNames.length);
  /** Told of every valid ICMP message that arrives: for programs like traceroute. */
  onIcmp: IcmpListener | null = null;

  // Parts of the stack that its modules share. What most hosts never need is made when first asked for.
  readonly identification: IdentificationCounters;
  readonly #multicastRoutes: MulticastRouteSource | null;
  #options: OptionProcessor | null = null;
  #reassembler: Reassembler | null = null;
  readonly #icmpTokens: TokenBucket | null;
  readonly ownership: Ownership;
  #nics: readonly Nic[] = [];
  #defaultTtl = DEFAULT_TTL;
  #loopedCopy: PacketBuffer | null = null;
  #loopedOriginal: PacketBuffer | null = null;
  #power: HostPower | null = null;

  constructor(options: HostOptions) {
    const { clock, random, behaviour = 'standard' } = options;
    this.name = options.name ?? 'host';
    this.clock = clock;
    this.random = random;
    this.pool = options.pool ?? new PacketPool();
    this.behaviour = typeof behaviour === 'string' ? PROFILES[behaviour] : behaviour;
    this.handleLocal = options.handleLocal ?? true;
    this.allowExternalLoopback = options.allowExternalLoopback ?? false;
    this.igmpEnabled = options.igmp ?? true;
    this.#defaultTtl = options.defaultTtl ?? DEFAULT_TTL;
    const limit =
      options.icmpRateLimit === undefined ? DEFAULT_ICMP_RATE_LIMIT : options.icmpRateLimit;
    this.#icmpTokens = limit === null ? null : new TokenBucket(clock, limit);
    this.identification = new IdentificationCounters(random);
    this.routes = new RouteTable(this);
    this.ownership = new Ownership(this);
    this.forwardingRoutes = new ForwardingRoutes(this);
    this.transports = new Transports(this, options.transports ?? []);
    this.setForwarding(options.forwarding ?? false);
    const { multicastRouting = false } = options;
    this.#multicastRoutes = options.multicastRoutes ?? null;
    if (multicastRouting !== false) {
      this.setMulticastRouting(true, multicastRouting === true ? {} : multicastRouting);
    }
  }

  // Sockets --------------------------------------------------------------------------------------

  /** UDP sockets. */
  get udp(): { createSocket(options?: UdpSocketOptions): UdpSocket } {
    return this.transports.get(Udp);
  }

  /** Ping sockets. */
  get icmp(): { createPingSocket(options?: PingSocketOptions): PingSocket } {
    return this.transports.ping;
  }

  /** A raw socket. */
  createRawSocket(options: RawSocketOptions): RawSocket {
    return this.transports.createRawSocket(options);
  }

  // NICs -----------------------------------------------------------------------------------------

  /** Adds a NIC, enabled unless told otherwise. Its id or name may not be taken. */
  addNic(options: NicOptions): Nic {
    const id = options.id ?? (this.#nics.at(-1)?.id ?? 0) + 1;
    if (this.nic(id) !== undefined || this.nic(options.name) !== undefined) {
      throw new Error(`host ${this.name} has a NIC ${id} or "${options.name}" already`);
    }
    const nic = new Nic(this, id, options);
    this.#nics = this.#nics.concat(nic).sort((a, b) => a.id - b.id);
    this.configurationChanged();
    if (options.enabled ?? true) nic.enable();
    return nic;
  }

  /** All NICs, in the order of their ids. */
  get nics(): readonly Nic[] {
    return this.#nics;
  }

  /** A NIC by its id or name. */
  nic(idOrName: number | string): Nic | undefined {
    if (typeof idOrName === 'string') return this.#nics.find((nic) => nic.name === idOrName);
    // Mostly they are numbered from 1 on.
    const nic = this.#nics[idOrName - 1];
    return nic?.id === idOrName ? nic : this.#nics.find(({ id }) => id === idOrName);
  }

  // Settings -------------------------------------------------------------------------------------

  /** Whether datagrams for others are forwarded. */
  get forwarding(): boolean {
    return this.#forwarding;
  }

  /** Whether it is up, as hosts are from the start. */
  get up(): boolean {
    return this.#power?.up ?? true;
  }

  /** Takes it, or one of its NICs, down and up. */
  get power(): HostPower {
    this.#power ??= new HostPower(this);
    return this.#power;
  }

  /** Turns forwarding on or off; all NICs there are join or leave 224.0.0.2 (RFC 1812 2.2.6). */
  setForwarding(forwarding: boolean): void {
    if (this.#forwarding === forwarding) return;
    this.#forwarding = forwarding;
    for (const nic of this.#nics) nic.ipv4.setForwarding(forwarding);
    this.configurationChanged();
  }

  /**
   * Turns multicast routing on or off: every NIC learns by IGMP which groups have members on its link,
   * asks for them as querier (RFC 2236), and datagrams to groups go where members are, under every
   * profile. Independent of `forwarding`, which is about unicast. Being on already, it starts anew.
   */
  setMulticastRouting(on: boolean, settings: IgmpRouterSettings = {}): void {
    const router = on ? new MulticastRouter(settings, this.#multicastRoutes) : null;
    for (const nic of this.#nics) nic.ipv4.igmp.stopRouter();
    const before = this.multicastRouter;
    this.multicastRouter = router;
    before?.routes.changed(this, null);
    for (const nic of this.#nics) nic.ipv4.igmp.startRouter();
    router?.routes.changed(this, null);
  }

  /** TTL of datagrams whose sender sets none. */
  get defaultTtl(): number {
    return this.#defaultTtl;
  }

  /** Sets the default TTL; `invalid-option-value` unless it is an integer from 0 to 255. */
  setDefaultTtl(ttl: number): NetError | null {
    if (!Number.isInteger(ttl) || ttl < 0 || ttl > 255) return 'invalid-option-value';
    this.#defaultTtl = ttl;
    return null;
  }

  // Observation ----------------------------------------------------------------------------------

  /** Told of everything that happens here, while it is set. */
  get observer(): StackObserver | null {
    return this.#observer;
  }

  set observer(observer: StackObserver | null) {
    this.#observer = observer;
    this.forwardingRoutes.observer = observer;
  }

  /** Counters by name: those of the host, and the sums over its NICs. */
  get counters(): CounterReader<CounterName> {
    const own = { counterNames: hostCounterNames, counterValues: this.counterValues };
    return counterReader(() => [...this.#nics, ...this.transports.protocols, own]);
  }

  /** Packets that this host holds: fragments that wait, packets that wait for a neighbour. */
  get heldPackets(): number {
    let held = this.#reassembler?.heldPackets ?? 0;
    for (const nic of this.#nics) held += nic.ethernet?.heldPackets ?? 0;
    return held;
  }

  // What the modules of the stack use of each other ------------------------------------------------

  /** Processes the options of headers; its results are valid until the next call. */
  get options(): OptionProcessor {
    this.#options ??= new OptionProcessor();
    return this.#options;
  }

  /** Puts fragments together. */
  get reassembler(): Reassembler {
    return this.#reassembler ?? this.#makeReassembler();
  }

  /** Something changed that routes or ownership depend on. */
  configurationChanged(): void {
    this.ownership.reset();
    this.forwardingRoutes.reset();
    this.multicastRouter?.routes.changed(this, null);
  }

  /** False only if no NIC owns `address`, be it enabled or not. */
  mayOwn(address: number): boolean {
    return address === LIMITED_BROADCAST || this.forwardingRoutes.mayOwn(address);
  }

  /** The first NIC that owns `address`, or null. */
  ownerOf(address: number): Nic | null {
    return this.ownership.ownerOf(address);
  }

  /** Takes a token of the rate limit for ICMP. */
  mayIcmpBeSent(): boolean {
    return this.#icmpTokens === null || this.#icmpTokens.take();
  }

  /** Rules of the packet filter. Asking for them makes the filter; until then packets meet none. */
  get packetFilter(): PacketFilter {
    if (this.filter === null) {
      this.filter = new FilterHooks(this);
      this.forwardingRoutes.forgetJudgement();
    }
    return this.filter.rules;
  }

  /** Ends a packet on this host: its buffer is free again, the observer hears why. */
  end(packet: PacketBuffer, fate: Fate, nic: { readonly name: string } | null): void {
    if (this.observer !== null) this.#tellEnd(packet, fate, nic);
    this.pool.end(packet, fate);
  }

  /** Tells the observer; to be called only while there is one. */
  tell(event: StackEvent): void {
    this.observer?.observe(event);
  }

  /** Tells the listener of ICMP messages. */
  tellIcmp(endpoint: Ipv4Endpoint, packet: PacketBuffer, headerLength: number): void {
    if (this.onIcmp !== null) this.onIcmp(icmpMessage(endpoint, packet, headerLength));
  }

  /**
   * Runs `deliver` for the local copy of a packet that also goes out. Copy and original are one buffer in
   * the reference, so options that delivery fills in appear on the wire too.
   */
  withLoopedCopy(copy: PacketBuffer, original: PacketBuffer, deliver: () => void): void {
    const [outerCopy, outerOriginal] = [this.#loopedCopy, this.#loopedOriginal];
    this.#loopedCopy = copy;
    this.#loopedOriginal = original;
    deliver();
    this.#loopedCopy = outerCopy;
    this.#loopedOriginal = outerOriginal;
  }

  /** Options of `packet` were filled in; `length` octets of them go to the original of a looped copy too. */
  optionsWritten(packet: PacketBuffer, length: number): void {
    const original = this.#loopedOriginal;
    if (original === null || packet !== this.#loopedCopy) return;
    const options = packet.bytes.subarray(packet.start + 20, packet.start + 20 + length);
    original.bytes.set(options, original.start + 20);
  }

  #tellEnd(packet: PacketBuffer, fate: Fate, nic: { readonly name: string } | null): void {
    const kind = fateKind(fate);
    if (kind === 'delivered') return;
    this.tell({
      type: kind,
      host: this.name,
      nic: nic?.name ?? null,
      packet,
      reason: fateName(fate),
    });
  }

  #makeReassembler(): Reassembler {
    const { oversizedDatagrams, changedHeaders } = this.behaviour;
    this.#reassembler = new Reassembler({
      clock: this.clock,
      pool: this.pool,
      ...(oversizedDatagrams === 'drop' ? { largestDatagram: IPV4_MAX_TOTAL_LENGTH } : {}),
      renewsChecksum: changedHeaders === 'new-checksum',
      onTimeout: (first) => this.#reassemblyTimedOut(first),
      onEnd: (packet, fate) => this.end(packet, fate, null),
    });
    return this.#reassembler;
  }

  /** RFC 792: the fragment with offset 0 is quoted, if it came. */
  #reassemblyTimedOut(first: PacketBuffer | null): void {
    const nic = first === null ? undefined : this.nic(first.tag);
    if (first === null || nic === undefined) return;
    sendIcmpError(nic.ipv4, first, { type: ICMP_TIME_EXCEEDED, code: 1, forwarding: false });
  }
}
