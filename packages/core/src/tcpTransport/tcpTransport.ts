// TCP as a transport of a host: between the engine, which knows no IPv4, and the stack below.
import { NO_ADDRESS } from '../address/addressTable.js';
import { ANY, type Ipv4Address, isMulticast } from '../address/ipv4Address.js';
import type { Ipv4Stack } from '../ipv4/ipv4Stack.js';
import { type HeaderFields, sendFromTransport, TRANSPORT_HEADROOM } from '../ipv4/send.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_CHECKSUM_TRUSTED, PACKET_TO_BROADCAST } from '../packet/packetFlags.js';
import type { PacketPool } from '../packet/packetPool.js';
import { CounterValues } from '../ports/counters.js';
import type {
  ArrivalInterface,
  ControlMessage,
  TransportDisposition,
  TransportProtocol,
} from '../ports/transportProtocol.js';
import type { Route } from '../route/route.js';
import { findRoute } from '../route/routeLookup.js';
import type { CongestionControlFactory } from '../tcp/congestion/congestionControl.js';
import { CONGESTION_CONTROLS } from '../tcp/congestion/registry.js';
import { Tcp } from '../tcp/engine/tcp.js';
import { tcpCounterNames } from '../tcp/ports/counters.js';
import type { OutgoingTcp, SegmentSpace, TcpNetwork } from '../tcp/ports/network.js';
import type {
  ObservedConnection,
  RetransmissionReason,
  TcpObserver,
} from '../tcp/ports/observer.js';
import type { TcpErrno } from '../tcp/protocol/errno.js';
import type { TcpStateName } from '../tcp/protocol/state.js';
import { STANDARD_TCP, type TcpBehaviour } from '../tcp/settings/behaviour.js';
import { TcpSocket } from '../tcp/socket/tcpSocket.js';
import { IPV4_OFFSET, ipv4Destination, ipv4Source, ipv4Ttl } from '../wire/ipv4.js';
import { PROTOCOL_TCP } from '../wire/protocolNumber.js';
import { TCP_HEADER_LENGTH, tcpDestinationPort } from '../wire/tcp.js';

/** MTU towards a destination to which there is no route. */
const NO_ROUTE_MTU = 1500;
const MAX_PACKET_LENGTH = 65_535;
const NOTHING = new Uint8Array(0);
const NO_VIEW = new DataView(NOTHING.buffer);

/** How TCP of one host is set up. */
export interface TcpTransportOptions {
  /** Default {@link STANDARD_TCP}. */
  readonly behaviour?: TcpBehaviour;
  /** Congestion controls beside the built-in ones, by name. */
  readonly congestionControls?: ReadonlyMap<string, CongestionControlFactory>;
}

/** TCP of a host, as programs see it. */
export interface TcpOfHost {
  /** A new socket, neither bound nor connected. */
  createSocket(): TcpSocket;
  /** The choices between stacks; new connections go by those that are set. */
  behaviour: TcpBehaviour;
}

/** The packet in which a segment is put together, and the way that it will go. */
class DepartingSegment implements SegmentSpace {
  /** Null: there is none, and the segment goes nowhere. */
  route: Route | null = null;
  /** Null: what goes nowhere, or to this host itself, is put together elsewhere. */
  packet: PacketBuffer | null = null;
  octets: Uint8Array = NOTHING;
  view: DataView = NO_VIEW;
  start = 0;
  readonly fields = {
    protocol: PROTOCOL_TCP,
    ttl: 0,
    typeOfService: 0,
    dontFragment: false,
    cause: 'tcp',
  };

  begin(route: Route | null, pool: PacketPool, length: number): void {
    this.route = route;
    if (route === null || route.loop) {
      this.packet = null;
      this.octets = new Uint8Array(length);
      this.view = new DataView(this.octets.buffer);
      this.start = 0;
      return;
    }
    const packet = pool.allocate(TRANSPORT_HEADROOM + length);
    this.packet = packet;
    this.octets = packet.bytes;
    this.view = packet.view;
    this.start = packet.start + TRANSPORT_HEADROOM;
  }
}

// Of hosts that do not speak TCP, which most are: one for all.
const NO_OPTIONS: TcpTransportOptions = {};
const UNUSED_DEPARTING = new DepartingSegment();
const UNUSED_ARRIVED = { source: ANY, destination: ANY, tos: 0, ttl: 0, isTrusted: false };

/** A packet to this host itself: it comes in after what sent it has ended. */
class LoopedSegment {
  readonly #send: () => void;

  constructor(send: () => void) {
    this.#send = send;
  }

  fire(): void {
    this.#send();
  }
}

/**
 * TCP of one host. It is there from the first use of {@link engine} on: until then, its segments meet a
 * protocol that the host does not speak.
 */
export class TcpTransport implements TransportProtocol, TcpNetwork, TcpObserver, TcpOfHost {
  readonly protocolNumber = PROTOCOL_TCP;
  readonly counterNames = tcpCounterNames;
  readonly counterValues = new CounterValues(tcpCounterNames);
  readonly #host: Ipv4Stack;
  readonly #options: TcpTransportOptions;
  #engine: Tcp | null = null;
  /** What IPv4 knows of the segment that comes in. */
  #arrived = UNUSED_ARRIVED;
  /** The segment that is put together. */
  #departing = UNUSED_DEPARTING;
  #lastRoute: Route | null = null;
  #lastRouteVersion = -1;

  constructor(host: Ipv4Stack, options: TcpTransportOptions = NO_OPTIONS) {
    this.#host = host;
    this.#options = options;
  }

  get isInUse(): boolean {
    return this.#engine !== null;
  }

  /** The engine; made with the first call. */
  get engine(): Tcp {
    this.#engine ??= this.#makeEngine();
    return this.#engine;
  }

  #makeEngine(): Tcp {
    const { clock, random } = this.#host;
    const { congestionControls = new Map(), behaviour } = this.#options;
    this.#arrived = { ...UNUSED_ARRIVED };
    this.#departing = new DepartingSegment();
    return new Tcp({
      clock,
      random,
      network: this,
      counters: this.counterValues,
      observer: this,
      behaviour: behaviour ?? STANDARD_TCP,
      congestionControls: new Map([...CONGESTION_CONTROLS, ...congestionControls]),
    });
  }

  get behaviour(): TcpBehaviour {
    return this.engine.behaviour;
  }

  set behaviour(behaviour: TcpBehaviour) {
    this.engine.behaviour = behaviour;
  }

  createSocket(): TcpSocket {
    return new TcpSocket(this.engine);
  }

  hasWholeHeader(_view: DataView, _transport: number, length: number): boolean {
    return length >= TCP_HEADER_LENGTH;
  }

  deliver(packet: PacketBuffer, headerLength: number, nic: ArrivalInterface): TransportDisposition {
    const engine = this.#engine;
    if (engine === null) return 'protocol-unreachable';
    const { view, start, bytes, flags } = packet;
    const destination = ipv4Destination(view, start);
    // RFC 1122 4.2.3.10: never to a broadcast or multicast address.
    if ((flags & PACKET_TO_BROADCAST) !== 0 || isMulticast(destination)) {
      return 'invalid-destination';
    }
    const isTrusted = (flags & PACKET_CHECKSUM_TRUSTED) !== 0 || nic.isLoopback;
    const arrived = this.#arrived;
    arrived.source = ipv4Source(view, start);
    arrived.destination = destination;
    arrived.tos = view.getUint8(start + IPV4_OFFSET.typeOfService);
    arrived.ttl = ipv4Ttl(view, start);
    arrived.isTrusted = isTrusted;
    const disposition = engine.receive(
      arrived,
      bytes,
      start + headerLength,
      packet.length - headerLength,
      view,
    );
    const { observer } = this.#host;
    if (disposition === Disposition.delivered && observer !== null) {
      observer.delivered(nic, packet, PROTOCOL_TCP, tcpDestinationPort(view, start + headerLength));
    }
    this.#host.end(packet, disposition, nic);
    return 'handled';
  }

  control(message: ControlMessage): void {
    const { type, code, mtu, local, remote, view, transport, length } = message;
    this.#engine?.icmpError(
      { type, code, mtu },
      { source: local, destination: remote },
      view,
      transport,
      length,
    );
  }

  stateChanged(
    { local, localPort, remote, remotePort }: ObservedConnection,
    from: TcpStateName,
    state: TcpStateName,
    error: TcpErrno | null,
  ): void {
    const host = this.#host;
    if (host.observer === null) return;
    const about = { host: host.name, local, localPort, remote, remotePort };
    host.emit({ type: 'tcp-state', ...about, from, state, error });
  }

  retransmitted(
    { local, localPort, remote, remotePort }: ObservedConnection,
    sequence: number,
    octets: number,
    reason: RetransmissionReason,
  ): void {
    const host = this.#host;
    if (host.observer === null) return;
    const about = { host: host.name, local, localPort, remote, remotePort };
    host.emit({ type: 'tcp-retransmit', ...about, sequence, octets, reason });
  }

  route(destination: Ipv4Address): { source: Ipv4Address } | null {
    const route = this.#wayTo(destination);
    return route === null ? null : { source: route.local };
  }

  /** The way to `remote` that this host chooses: mostly that of the segment before. */
  #wayTo(remote: Ipv4Address): Route | null {
    const { version } = this.#host.forwardingRoutes;
    const last = this.#lastRoute;
    if (last?.remote === remote && this.#lastRouteVersion === version) return last;
    const route = this.#routeTo(NO_ADDRESS, remote);
    this.#lastRoute = route;
    // Looking up may itself have changed what it follows from.
    this.#lastRouteVersion = this.#host.forwardingRoutes.version;
    return route;
  }

  #routeTo(local: Ipv4Address, remote: Ipv4Address): Route | null {
    const query = { nic: null, local, remote, multicastLoop: false };
    const route = findRoute(this.#host, query);
    return typeof route === 'string' ? null : route;
  }

  linkMtu(destination: Ipv4Address): number {
    const route = this.#wayTo(destination);
    return route === null ? NO_ROUTE_MTU : Math.min(route.nic.link.mtu, MAX_PACKET_LENGTH);
  }

  pathMtu(destination: Ipv4Address): number {
    const link = this.linkMtu(destination);
    return Math.min(link, this.#host.pathMtus.find(destination)?.mtu ?? link);
  }

  isPathMtuLocked(destination: Ipv4Address): boolean {
    return this.#host.pathMtus.find(destination)?.isLocked ?? false;
  }

  reducePathMtu(destination: Ipv4Address, mtu: number): void {
    if (mtu >= this.pathMtu(destination)) return;
    this.#host.pathMtus.learn(destination, mtu, this.behaviour.minPmtu);
  }

  begin(source: Ipv4Address, destination: Ipv4Address, length: number): SegmentSpace {
    const departing = this.#departing;
    // Without a source the lookup takes the short way, and mostly finds this one.
    let route = this.#wayTo(destination);
    if (route?.local !== source) route = this.#routeTo(source, destination);
    departing.begin(route, this.#host.pool, length);
    return departing;
  }

  send(segment: OutgoingTcp): void {
    const departing = this.#departing;
    const { route, packet, fields } = departing;
    if (route === null) return;
    fields.ttl = segment.ttl;
    fields.typeOfService = segment.tos;
    fields.dontFragment = segment.dontFragment;
    if (packet === null) {
      const octets = departing.octets.subarray(0, segment.length);
      sendLooped(this.#host, route, octets, { ...fields });
      return;
    }
    packet.length = TRANSPORT_HEADROOM + segment.length;
    sendFromTransport(this.#host, route, packet, fields);
  }
}

/** The other end is on this host, and must not act while this one still does. Until then it is no packet. */
function sendLooped(host: Ipv4Stack, route: Route, octets: Uint8Array, fields: HeaderFields): void {
  const looped = new LoopedSegment(() => {
    const packet = host.pool.allocate(TRANSPORT_HEADROOM + octets.length);
    packet.bytes.set(octets, packet.start + TRANSPORT_HEADROOM);
    sendFromTransport(host, route, packet, fields);
  });
  host.clock.schedule(0, looped);
}
