import { NO_ADDRESS } from '../address/addressTable.js';
import { type Ipv4Address, isMulticast, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import type { NetError } from '../error/netError.js';
import { zeroUdpChecksum } from '../ipv4/behaviour.js';
import { sendFromTransport, TRANSPORT_HEADROOM } from '../ipv4/send.js';
import { count } from '../ports/counters.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import type { Route } from '../route/route.js';
import { findRoute } from '../route/routeLookup.js';
import { DatagramSocket } from '../socket/datagramSocket.js';
import type { PortKey, PortUser } from '../socket/portTable.js';
import { sendFailed } from '../socket/sendFailed.js';
import { foldChecksum, pseudoHeaderSum, sumWords } from '../wire/checksum.js';
import { PROTOCOL_UDP } from '../wire/protocolNumber.js';
import { UDP_HEADER_LENGTH, UDP_OFFSET } from '../wire/udp.js';
import type { Udp } from './udp.js';
import { UdpCounter } from './udpCounters.js';

/** Options of a UDP socket, by Linux's names for them. */
export interface UdpSocketOptions {
  /** SO_BROADCAST: may send to broadcast addresses. Default false. */
  readonly broadcast?: boolean;
  /** IP_MULTICAST_LOOP: multicast is delivered to this host too. Default true. */
  readonly multicastLoop?: boolean;
  /** IP_MULTICAST_IF: id of the NIC for multicast; 0 for none. */
  readonly multicastNic?: number;
  /** IP_MULTICAST_TTL; default 1. */
  readonly multicastTtl?: number;
  /** IP_TTL; 0 (default) stands for the host's default. */
  readonly ttl?: number;
  /** IP_TOS; default 0. */
  readonly typeOfService?: number;
  /** SO_REUSEADDR. */
  readonly reuseAddress?: boolean;
  /** SO_REUSEPORT. */
  readonly reusePort?: boolean;
  /** SO_RCVBUF in octets. */
  readonly receiveBufferBytes?: number;
  /** SO_BINDTODEVICE: id of the only NIC it receives from; 0 for all. */
  readonly device?: number;
}

/** Where a socket is bound. */
export interface BindOptions {
  /** An address of the host, a broadcast or a multicast address; any by default. */
  readonly address?: Ipv4Address;
  /** Port; 0 (default) takes a free one from 16,000 on. */
  readonly port?: number;
  /** Id of the NIC by which it sends. */
  readonly nic?: number;
}

/** One datagram to send. */
export interface SendOptions {
  readonly payload: Uint8Array;
  /** Destination; left out, or undefined, on a connected socket. */
  readonly to?: Ipv4Address | undefined;
  readonly port?: number | undefined;
  /** Id of the outgoing NIC. */
  readonly nic?: number | undefined;
  /** TTL for unicast and multicast of this datagram alone; 0 is the host's default for unicast. */
  readonly ttl?: number | undefined;
  /** TOS octet of this datagram alone. */
  readonly typeOfService?: number | undefined;
  /** Sets DF; what does not fit the outgoing link is `message-too-long` then. */
  readonly dontFragment?: boolean;
  /** Identity of the datagram that this one answers, or 0. */
  readonly cause?: number;
}

const MAX_PAYLOAD = 65_535;
const UNBOUND: PortKey = { local: NO_ADDRESS, localPort: 0, remote: NO_ADDRESS, remotePort: 0 };

/** A UDP socket. Made by `host.udp.createSocket()`. */
export class UdpSocket extends DatagramSocket implements PortUser {
  readonly device: number;
  readonly reuseAddress: boolean;
  readonly reusePort: boolean;
  readonly #udp: Udp;
  readonly #options: UdpSocketOptions;
  #key: PortKey = UNBOUND;
  #bound = false;
  #boundNic = 0;
  #pendingError: NetError | null = null;
  #closed = false;

  constructor(udp: Udp, options: UdpSocketOptions) {
    super(options.receiveBufferBytes);
    this.#udp = udp;
    this.#options = options;
    this.device = options.device ?? 0;
    this.reuseAddress = options.reuseAddress ?? false;
    this.reusePort = options.reusePort ?? false;
  }

  /** Port to which it is bound, or 0. */
  get localPort(): number {
    return this.#key.localPort;
  }

  /** The pending error (an ICMP port unreachable came for a connected socket), once. */
  takeError(): NetError | null {
    const error = this.#pendingError;
    this.#pendingError = null;
    return error;
  }

  /** Takes a local address and port. */
  bind(options: BindOptions = {}): NetError | null {
    if (this.#closed) return 'closed';
    if (this.#bound || this.connected !== null) return 'already-bound';
    const address = options.address ?? 0;
    const local = address === 0 ? NO_ADDRESS : address;
    const owner = this.#ownerOf(local, options.nic ?? 0);
    if (owner === 'bad-local-address') return owner;
    const localPort = this.#choosePort(local, options.port ?? 0);
    if (typeof localPort === 'string') return localPort;
    this.#boundNic = owner?.id ?? options.nic ?? 0;
    this.#register({ local, localPort, remote: NO_ADDRESS, remotePort: 0 });
    this.#bound = true;
    return null;
  }

  /** Fixes the peer: datagrams come from it alone, and go to it where no destination is given. */
  connect(peer: { address: Ipv4Address; port: number; nic?: number }): NetError | null {
    if (this.#closed) return 'closed';
    if (peer.port === 0) return 'invalid-endpoint-state';
    const given = peer.nic ?? 0;
    if (given !== 0 && this.#boundNic !== 0 && given !== this.#boundNic)
      return 'invalid-endpoint-state';
    const route = this.#route(given || this.#boundNic, peer.address);
    if (typeof route === 'string') return route;
    const local = this.#bound ? this.#key.local : route.local;
    const localPort = this.#bound ? this.#key.localPort : this.#choosePort(local, 0);
    if (typeof localPort === 'string') return localPort;
    this.setConnected(route);
    this.#unregister();
    this.#register({ local, localPort, remote: route.remote, remotePort: peer.port });
    this.#bound = true;
    return null;
  }

  /** Sends a datagram. The checks are made in the order of the reference. */
  send(options: SendOptions): NetError | null {
    const error = this.#send(options);
    if (error === null) return null;
    const to = options.to ?? this.connected?.remote ?? null;
    return sendFailed(this.#udp.host, 'udp', to, error);
  }

  #send(options: SendOptions): NetError | null {
    if (this.#closed) return 'closed';
    const pending = this.takeError();
    if (pending !== null) return pending;
    const connected = this.connected;
    if (options.to === undefined && connected === null) return 'destination-required';
    if (!this.#bound) {
      const error = this.bind();
      if (error !== null) return error;
    }
    let route: Route | NetError | null = connected;
    let port = this.#key.remotePort;
    if (options.to !== undefined) {
      const given = options.nic ?? 0;
      if (given !== 0 && this.#boundNic !== 0 && given !== this.#boundNic) return 'no-route';
      port = options.port ?? 0;
      if (port === 0) return 'invalid-endpoint-state';
      route = this.#route(given || this.#boundNic, options.to);
    }
    if (route === null) return 'destination-required';
    if (typeof route === 'string') return route;
    if (route.isOutboundBroadcast && !this.#options.broadcast) return 'broadcast-disabled';
    if (options.payload.length > MAX_PAYLOAD) return 'message-too-long';
    return this.#transmit(route, port, options);
  }

  /** Gives the port back; the socket can do nothing any more. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#bound) this.#unregister();
    this.disconnect();
    this.queue.shutDown();
  }

  /** An ICMP port unreachable came for a datagram of this socket (RFC 1122 4.1.3.3). */
  refused(): void {
    if (this.connected !== null) this.#pendingError = 'connection-refused';
  }

  #transmit(route: Route, port: number, options: SendOptions): NetError | null {
    const { host } = this.#udp;
    const { payload } = options;
    const packet = host.pool.allocate(
      TRANSPORT_HEADROOM + UDP_HEADER_LENGTH + payload.length,
      options.cause ?? 0,
    );
    this.lastIdentity = packet.identity;
    const { view, bytes } = packet;
    const udp = packet.start + TRANSPORT_HEADROOM;
    const length = UDP_HEADER_LENGTH + payload.length;
    view.setUint16(udp, this.#key.localPort);
    view.setUint16(udp + UDP_OFFSET.destinationPort, port);
    view.setUint16(udp + UDP_OFFSET.length, length & 0xffff);
    view.setUint16(udp + UDP_OFFSET.checksum, 0);
    bytes.set(payload, udp + UDP_HEADER_LENGTH);
    // What loops needs no checksum, unless rules of OUTPUT may send it elsewhere.
    const mayLeave = host.filter !== null && host.behaviour.nat === 'tracked';
    if ((route.out && !route.nic.isLoopback) || mayLeave) {
      const pseudo = pseudoHeaderSum(route.local, route.remote, PROTOCOL_UDP, length);
      const checksum = foldChecksum(sumWords(view, udp, length, pseudo));
      view.setUint16(udp + UDP_OFFSET.checksum, checksum || zeroUdpChecksum(host.behaviour));
    }
    const error = sendFromTransport(host, route, packet, {
      protocol: PROTOCOL_UDP,
      ttl: this.#ttl(route, options.ttl),
      typeOfService: options.typeOfService ?? this.#options.typeOfService ?? 0,
      dontFragment: options.dontFragment ?? false,
      cause: 'udp',
    });
    count(
      this.#udp.counterValues,
      UdpCounter[error === null ? 'udp.packetsSent' : 'udp.packetSendErrors'],
    );
    return error;
  }

  #ttl(route: Route, ofThisCall: number | undefined): number {
    if (isMulticast(route.remote)) return ofThisCall ?? this.#options.multicastTtl ?? 1;
    return (ofThisCall ?? this.#options.ttl ?? 0) || this.#udp.host.defaultTtl;
  }

  /** Route to a destination, from the bound address unless that is one of many hosts. */
  #route(nicId: number, to: Ipv4Address): Route | NetError {
    const { host } = this.#udp;
    const { local } = this.#key;
    let id = nicId;
    if (id === 0 && isMulticast(to)) id = this.#options.multicastNic ?? 0;
    const nic = id === 0 ? null : host.nic(id);
    if (nic === undefined) return 'no-route';
    return findRoute(host, {
      nic,
      local: local === NO_ADDRESS || this.#isOfMany(local) ? NO_ADDRESS : local,
      remote: to,
      multicastLoop: this.#options.multicastLoop ?? true,
    });
  }

  /** Limited broadcast, multicast, or the directed broadcast of a subnet of this host. */
  #isOfMany(address: Ipv4Address): boolean {
    if (address === LIMITED_BROADCAST || isMulticast(address)) return true;
    return this.#udp.host.nics.some(
      (nic) => nic.ipv4.addresses.findLocal(address, false)?.broadcast === address,
    );
  }

  /** The NIC to which a bound unicast address ties the socket; null for none. */
  #ownerOf(local: Ipv4Address, nicId: number): NetworkInterface | null | 'bad-local-address' {
    const { host } = this.#udp;
    if (local === NO_ADDRESS || this.#isOfMany(local)) return null;
    const nic = host.nics.find(
      (candidate) =>
        (nicId === 0 || candidate.id === nicId) &&
        candidate.ipv4.addresses.findLocal(local, candidate.spoofing) !== null,
    );
    return nic ?? 'bad-local-address';
  }

  #choosePort(local: Ipv4Address, wanted: number): number | NetError {
    const { host, ports } = this.#udp;
    if (wanted !== 0) return ports.isFree(local, wanted, this) ? wanted : 'port-in-use';
    const random = host.random.stream('udp/ephemeral-port');
    return ports.ephemeral(local, this, (bound) => random.below(bound)) || 'no-ports';
  }

  #register(key: PortKey): void {
    this.#key = key;
    this.#udp.ports.add(key, this);
  }

  #unregister(): void {
    if (this.#bound) this.#udp.ports.remove(this.#key, this);
  }
}
