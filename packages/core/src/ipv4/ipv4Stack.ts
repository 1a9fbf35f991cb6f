import { type Ipv4Address, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import type { Ipv4Prefix } from '../address/prefix.js';
import type { NetError } from '../error/netError.js';
import type { PacketFilter } from '../filter/packetFilter.js';
import { Reassembler } from '../fragmentation/reassembly.js';
import type { IgmpRouterSettings } from '../multicast/igmpRouterSettings.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import type { Clock } from '../ports/clock.js';
import { CounterValues, hostCounterNames } from '../ports/counters.js';
import type { MulticastRouteSource } from '../ports/multicastRoutes.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import type { ObservedNic, OtherStackEvent, StackObserver } from '../ports/observer.js';
import type { RandomSource } from '../ports/random.js';
import type { StackContext } from '../ports/stackContext.js';
import type { TransportLayer } from '../ports/transportProtocol.js';
import { LocalAddresses } from '../route/localAddresses.js';
import type { PathMtuDiscovery } from '../route/pathMtu.js';
import { RouteTable } from '../route/routeTable.js';
import type { RoutingContext } from '../route/routingContext.js';
import { ICMP_TIME_EXCEEDED } from '../wire/icmpv4.js';
import { IPV4_MAX_TOTAL_LENGTH } from '../wire/ipv4.js';
import { type Ipv4Behaviour, PROFILES, type ProfileName } from './behaviour.js';
import type { Ipv4Endpoint } from './endpoint.js';
import { FastForwarding } from './fastForwarding.js';
import { FilterHooks } from './filterHooks.js';
import { sendIcmpError } from './icmpErrors.js';
import { type IcmpListener, icmpMessage } from './icmpMessage.js';
import { IdentificationCounters } from './identification.js';
import { MulticastRouter } from './multicastRouter.js';
import type { OptionHandling } from './optionHandling.js';
import { DEFAULT_ICMP_RATE_LIMIT, type IcmpRateLimit, type IcmpRateLimiter } from './rateLimit.js';
import { type Ipv4Strategies, strategiesOf } from './strategies.js';

/** How the IPv4 stack of a host is set up. */
export interface Ipv4StackOptions {
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Where its packets come from; hosts whose links are joined must share one. */
  readonly pool?: PacketPool;
  /** Name in events and reports; default `host`. */
  readonly name?: string;
  /** A profile by name or a set of choices of one's own; default `standard`. */
  readonly behaviour?: ProfileName | Ipv4Behaviour;
  /** Procedures of one's own in place of those that `behaviour` names. */
  readonly strategies?: Partial<Ipv4Strategies>;
  /**
   * Datagrams to own addresses stay inside the host, and own addresses are no sources from outside.
   * Default true.
   */
  readonly handleLocal?: boolean;
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
}

const DEFAULT_TTL = 64;
/** From this many NICs on they are found by name in a map. */
const MANY_NICS = 32;

/** A NIC with IPv4 on it. */
export type Ipv4Interface = NetworkInterface<Ipv4Endpoint>;

/** IPv4 on a host: what its NICs, its routes and its transports have in common. */
export abstract class Ipv4Stack<Interface extends Ipv4Interface = Ipv4Interface>
  implements StackContext, RoutingContext
{
  // What every packet needs comes first, so that it shares cache lines.
  #observer: StackObserver | null = null;
  /** The packet filter; null until a rule is set, so that it costs nothing. */
  filter: FilterHooks | null = null;
  readonly behaviour: Ipv4Behaviour;
  readonly forwardingRoutes: FastForwarding;
  #forwarding = false;
  readonly handleLocal: boolean;
  readonly allowExternalLoopback: boolean;
  /** Multicast routing; null while it is off. */
  multicastRouter: MulticastRouter | null = null;
  readonly pool: PacketPool;
  abstract readonly transports: TransportLayer;

  readonly name: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly igmpEnabled: boolean;
  /** Routing table. */
  readonly routes: RouteTable;
  readonly counterValues = new CounterValues(hostCounterNames);
  /** Told of every valid ICMP message that arrives: for programs like traceroute. */
  onIcmp: IcmpListener | null = null;

  // Parts of the stack that its modules share. What most hosts never need is made when first asked for.
  readonly identification: IdentificationCounters;
  readonly localAddresses: LocalAddresses;
  readonly #multicastRoutes: MulticastRouteSource | null;
  readonly strategies: Ipv4Strategies;
  /** How many ICMP messages may be sent. */
  readonly icmpRateLimiter: IcmpRateLimiter;
  #options: OptionHandling | null = null;
  #pathMtus: PathMtuDiscovery | null = null;
  #reassembler: Reassembler | null = null;
  #nics: Interface[] = [];
  #nicsByName: Map<string, Interface> | null = null;
  #defaultTtl: number;
  #loopedCopy: PacketBuffer | null = null;
  #loopedOriginal: PacketBuffer | null = null;

  constructor(options: Ipv4StackOptions) {
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
    this.#multicastRoutes = options.multicastRoutes ?? null;
    const limit =
      options.icmpRateLimit === undefined ? DEFAULT_ICMP_RATE_LIMIT : options.icmpRateLimit;
    const strategies = strategiesOf(this.behaviour);
    this.strategies = options.strategies ? { ...strategies, ...options.strategies } : strategies;
    this.icmpRateLimiter = this.strategies.icmpRateLimiter(clock, limit);
    this.identification = new IdentificationCounters(random);
    this.routes = new RouteTable(this);
    this.localAddresses = new LocalAddresses(this);
    this.forwardingRoutes = new FastForwarding(this);
  }

  /** Whether the host is up. */
  abstract readonly up: boolean;

  // NICs -----------------------------------------------------------------------------------------

  /** All NICs, in the order of their ids. */
  get nics(): readonly Interface[] {
    return this.#nics;
  }

  /** A NIC by its id or name. */
  nic(idOrName: number | string): Interface | undefined {
    const nics = this.#nics;
    if (typeof idOrName === 'string') {
      if (this.#nicsByName !== null) return this.#nicsByName.get(idOrName);
      return nics.find((nic) => nic.name === idOrName);
    }
    // Mostly they are numbered from 1 on.
    const nic = nics[idOrName - 1];
    if (nic?.id === idOrName) return nic;
    return idOrName > (nics.at(-1)?.id ?? 0) ? undefined : nics.find(({ id }) => id === idOrName);
  }

  protected attach(nic: Interface): void {
    const isLast = nic.id > (this.#nics.at(-1)?.id ?? 0);
    // A list of few takes no more room than it needs; one of many is not copied for each.
    if (this.#nics.length < MANY_NICS) this.#nics = this.#nics.concat(nic);
    else this.#nics.push(nic);
    if (!isLast) this.#nics.sort((a, b) => a.id - b.id);
    if (this.#nicsByName !== null) this.#nicsByName.set(nic.name, nic);
    else if (this.#nics.length >= MANY_NICS) {
      this.#nicsByName = new Map(this.#nics.map((each) => [each.name, each]));
    }
    this.configurationChanged();
  }

  // Settings -------------------------------------------------------------------------------------

  /** Whether datagrams for others are forwarded. */
  get forwarding(): boolean {
    return this.#forwarding;
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
    const router = on ? new MulticastRouter(this, settings, this.#multicastRoutes) : null;
    for (const nic of this.#nics) nic.ipv4.igmp.stopRouter();
    const before = this.multicastRouter;
    this.multicastRouter = router;
    before?.routes.routingChanged(this.name, on);
    for (const nic of this.#nics) nic.ipv4.igmp.startRouter();
    router?.routes.routingChanged(this.name, on);
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

  /** Rules of the packet filter. Asking for them makes the filter; until then packets meet none. */
  get packetFilter(): PacketFilter {
    if (this.filter === null) {
      this.filter = new FilterHooks(this);
      this.forwardingRoutes.invalidateFastPath();
    }
    return this.filter.rules;
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

  /** Ends a packet on this host: its buffer is free again, the observer hears why. */
  end(packet: PacketBuffer, disposition: Disposition, nic: ObservedNic | null): void {
    if (this.#observer !== null && disposition !== Disposition.delivered)
      this.#observer.ended(nic, packet, disposition);
    this.pool.end(packet, disposition);
  }

  /** Tells the observer of something rare; to be called only while there is one. */
  emit(event: OtherStackEvent): void {
    this.#observer?.observe(event);
  }

  /** Tells the listener of ICMP messages. */
  emitIcmp(endpoint: Ipv4Endpoint, packet: PacketBuffer, headerLength: number): void {
    if (this.onIcmp !== null) this.onIcmp(icmpMessage(endpoint, packet, headerLength));
  }

  // What the modules of the stack use of each other ------------------------------------------------

  /** Processes the options of headers; its results are valid until the next call. */
  get options(): OptionHandling {
    this.#options ??= this.strategies.options(this.behaviour);
    return this.#options;
  }

  /** What is known of the MTUs of paths. */
  get pathMtus(): PathMtuDiscovery {
    this.#pathMtus ??= this.strategies.pathMtuDiscovery(this.clock);
    return this.#pathMtus;
  }

  /** Reassembles datagrams from fragments. */
  get reassembler(): Reassembler {
    return this.#reassembler ?? this.#makeReassembler();
  }

  /** Fragments that wait for others. */
  get heldFragments(): number {
    return this.#reassembler?.heldPackets ?? 0;
  }

  /** Called by the routing table. */
  routesChanged(changed: readonly Ipv4Prefix[] | null): void {
    this.forwardingRoutes.routesChanged(changed);
    this.multicastRouter?.configurationChanged();
  }

  /** NICs or addresses changed. */
  configurationChanged(): void {
    this.localAddresses.reset();
    this.forwardingRoutes.reset();
    this.multicastRouter?.configurationChanged();
  }

  /** False only if no NIC owns `address`, be it enabled or not. */
  mayOwn(address: Ipv4Address): boolean {
    return address === LIMITED_BROADCAST || this.forwardingRoutes.mayOwn(address);
  }

  /** The first NIC that owns `address`, or null. */
  ownerOf(address: Ipv4Address): Interface | null {
    return this.localAddresses.ownerOf(address, this.#nics);
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

  #makeReassembler(): Reassembler {
    const { oversizedDatagrams, changedHeaders } = this.behaviour;
    this.#reassembler = new Reassembler({
      clock: this.clock,
      pool: this.pool,
      ...(oversizedDatagrams === 'drop' ? { largestDatagram: IPV4_MAX_TOTAL_LENGTH } : {}),
      placement: this.strategies.fragmentPlacement,
      renewsChecksum: changedHeaders === 'new-checksum',
      onTimeout: (first) => this.#reassemblyTimedOut(first),
      onEnd: (packet, disposition) => this.end(packet, disposition, null),
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
