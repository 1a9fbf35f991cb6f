import { NO_ADDRESS } from '../address/addressTable.js';
import { type Ipv4Address, isMulticast } from '../address/ipv4Address.js';
import type { NetError } from '../error/netError.js';
import { sendFromTransport, TRANSPORT_HEADROOM } from '../ipv4/send.js';
import { count, NicCounter } from '../ports/counters.js';
import type { Route } from '../route/route.js';
import { findRoute } from '../route/routeLookup.js';
import { DatagramSocket } from '../socket/datagramSocket.js';
import type { PortKey, PortUser } from '../socket/portTable.js';
import { sendFailed } from '../socket/sendFailed.js';
import {
  fillIcmpChecksum,
  ICMP_ECHO,
  ICMP_HEADER_LENGTH,
  setIcmpIdentifier,
} from '../wire/icmpv4.js';
import { PROTOCOL_ICMP } from '../wire/protocolNumber.js';
import type { Ping } from './ping.js';

/** Options of a ping socket. */
export interface PingSocketOptions {
  /** IP_TTL; 0 (default) stands for the host's default. */
  readonly ttl?: number;
  /** IP_TOS; default 0. */
  readonly typeOfService?: number;
  /** SO_RCVBUF in octets. */
  readonly receiveBufferBytes?: number;
}

/** One echo request to send. */
export interface PingSendOptions {
  /** ICMP header and data: type 8, code 0; identifier and checksum are set anew. */
  readonly message: Uint8Array;
  /** Destination; left out on a connected socket. */
  readonly to?: Ipv4Address;
  /** TTL of this request alone. */
  readonly ttl?: number;
  /** Id of the outgoing NIC. */
  readonly nic?: number;
  /** Sets DF; what does not fit the outgoing link is `message-too-long` then. */
  readonly dontFragment?: boolean;
}

/** A ping socket. Made by `host.icmp.createPingSocket()`. */
export class PingSocket extends DatagramSocket implements PortUser {
  readonly device = 0;
  readonly reuseAddress = false;
  readonly reusePort = false;
  readonly #ping: Ping;
  readonly #options: PingSocketOptions;
  #key: PortKey | null = null;
  #boundNic = 0;
  #closed = false;

  constructor(ping: Ping, options: PingSocketOptions) {
    super(options.receiveBufferBytes);
    this.#ping = ping;
    this.#options = options;
  }

  /** Identifier of its echo requests; 0 until it is bound. */
  get identifier(): number {
    return this.#key?.localPort ?? 0;
  }

  /** Takes an identifier (0 or none: a free one) and, if given, an own address. */
  bind(
    options: { address?: Ipv4Address; identifier?: number; nic?: number } = {},
  ): NetError | null {
    if (this.#closed) return 'closed';
    if (this.#key !== null) return 'already-bound';
    const local = options.address ? options.address : NO_ADDRESS;
    const owner = local === NO_ADDRESS ? undefined : this.#ownerOf(local, options.nic ?? 0);
    if (owner === 'bad-local-address') return owner;
    const identifier = this.#chooseIdentifier(local, options.identifier ?? 0);
    if (typeof identifier === 'string') return identifier;
    this.#boundNic = owner ?? options.nic ?? 0;
    this.#register({ local, localPort: identifier, remote: NO_ADDRESS, remotePort: 0 });
    return null;
  }

  /** Fixes the peer. */
  connect(peer: { address: Ipv4Address; nic?: number }): NetError | null {
    if (this.#closed) return 'closed';
    const route = this.#route(peer.nic ?? this.#boundNic, peer.address);
    if (typeof route === 'string') return route;
    const identifier = this.#key?.localPort ?? this.#chooseIdentifier(route.local, 0);
    if (typeof identifier === 'string') return identifier;
    this.setConnected(route);
    if (this.#key !== null) this.#ping.ports.remove(this.#key, this);
    this.#register({
      local: route.local,
      localPort: identifier,
      remote: route.remote,
      remotePort: 0,
    });
    return null;
  }

  /** Sends an echo request; `invalid-endpoint-state` if `message` is none. */
  send(options: PingSendOptions): NetError | null {
    const error = this.#send(options);
    if (error === null) return null;
    const to = options.to ?? this.connected?.remote ?? null;
    return sendFailed(this.#ping.host, 'ping', to, error);
  }

  #send(options: PingSendOptions): NetError | null {
    if (this.#closed) return 'closed';
    if (options.to === undefined && this.connected === null) return 'destination-required';
    if (this.#key === null) {
      const error = this.bind();
      if (error !== null) return error;
    }
    const given = options.nic ?? 0;
    if (given !== 0 && this.#boundNic !== 0 && given !== this.#boundNic) return 'no-route';
    const route =
      options.to === undefined
        ? (this.connected as Route)
        : this.#route(given || this.#boundNic, options.to);
    if (typeof route === 'string') return route;
    const { message } = options;
    const isEcho =
      message.length >= ICMP_HEADER_LENGTH && message[0] === ICMP_ECHO && message[1] === 0;
    if (!isEcho) return 'invalid-endpoint-state';
    if (message.length > 65_535) return 'message-too-long';
    return this.#transmit(route, options);
  }

  /** Gives the identifier back. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#key !== null) this.#ping.ports.remove(this.#key, this);
    this.disconnect();
    this.queue.shutDown();
  }

  #transmit(route: Route, options: PingSendOptions): NetError | null {
    const { host } = this.#ping;
    const { message } = options;
    const packet = host.pool.allocate(TRANSPORT_HEADROOM + message.length);
    this.lastIdentity = packet.identity;
    const at = packet.start + TRANSPORT_HEADROOM;
    packet.bytes.set(message, at);
    setIcmpIdentifier(packet.view, at, this.identifier);
    fillIcmpChecksum(packet.view, at, message.length);
    const error = sendFromTransport(host, route, packet, {
      protocol: PROTOCOL_ICMP,
      ttl: (options.ttl ?? this.#options.ttl ?? 0) || host.defaultTtl,
      typeOfService: this.#options.typeOfService ?? 0,
      dontFragment: options.dontFragment ?? false,
      cause: 'ping',
    });
    const counter =
      error === null ? 'icmp.v4.packetsSent.echoRequest' : 'icmp.v4.packetsSent.dropped';
    count(route.nic.counterValues, NicCounter[counter]);
    return error;
  }

  #route(nicId: number, to: Ipv4Address): Route | NetError {
    const { host } = this.#ping;
    const nic = nicId === 0 ? null : host.nic(nicId);
    if (nic === undefined) return 'no-route';
    const local = this.connected === null ? (this.#key?.local ?? NO_ADDRESS) : NO_ADDRESS;
    return findRoute(host, { nic, local, remote: to, multicastLoop: false });
  }

  #ownerOf(local: Ipv4Address, nicId: number): number | 'bad-local-address' {
    if (isMulticast(local)) return 'bad-local-address';
    const owner = this.#ping.host.nics.find(
      (nic) =>
        (nicId === 0 || nic.id === nicId) &&
        nic.ipv4.addresses.findLocal(local, nic.spoofing)?.address === local,
    );
    return owner?.id ?? 'bad-local-address';
  }

  #chooseIdentifier(local: Ipv4Address, wanted: number): number | NetError {
    const { host, ports } = this.#ping;
    if (wanted !== 0) return ports.isFree(local, wanted, this) ? wanted : 'port-in-use';
    const random = host.random.stream('ping/ephemeral-identifier');
    return ports.ephemeral(local, this, (bound) => random.below(bound)) || 'no-ports';
  }

  #register(key: PortKey): void {
    this.#key = key;
    this.#ping.ports.add(key, this);
  }
}
