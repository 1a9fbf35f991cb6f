import { Ipv4Endpoint } from '../ipv4/endpoint.js';
import { Ipv4Stack, type Ipv4StackOptions } from '../ipv4/ipv4Stack.js';
import type { IgmpRouterSettings } from '../multicast/igmpRouterSettings.js';
import { Nic as NicOf, type NicOptions } from '../nic/nic.js';
import type { PingSocket, PingSocketOptions } from '../ping/pingSocket.js';
import { type CounterReader, counterReader, hostCounterNames } from '../ports/counters.js';
import type { HostProcess } from '../ports/hostProcess.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import type { RawSocket, RawSocketOptions } from '../raw/rawSocket.js';
import { type TcpOfHost, TcpTransport } from '../tcpTransport/tcpTransport.js';
import type { CounterName } from '../transport/counterNames.js';
import type { TransportFactory } from '../transport/protocols.js';
import { Transports } from '../transport/transports.js';
import { Udp, type UdpOfHost } from '../udp/udp.js';
import { HostPower } from './hostPower.js';

/** How a host is set up. */
export interface HostOptions extends Ipv4StackOptions {
  /** Whether it routes (see `setForwarding`). Default false. */
  readonly forwarding?: boolean;
  /** Whether it routes multicast, and with which timers (see `setMulticastRouting`). Default false. */
  readonly multicastRouting?: boolean | IgmpRouterSettings;
  /** Transports beside the built-in ones. */
  readonly transports?: readonly TransportFactory[];
}

const NO_PROCESSES: readonly HostProcess[] = [];

/** A NIC of a host. */
export type Nic = NicOf<Host, Ipv4Endpoint>;

/**
 * A host: NICs, an IPv4 stack with all its state, sockets. It does nothing by itself: packets come in
 * through its links, calls through its sockets, time through its clock. It is its IPv4 stack, not one more
 * object, since each pointer on the way of a packet waits for memory.
 */
export class Host extends Ipv4Stack<Nic> {
  /** Sockets: `udp`, `icmp` and raw ones are made here. */
  readonly transports: Transports;
  #power: HostPower | null = null;
  #processes: readonly HostProcess[] = NO_PROCESSES;

  constructor(options: HostOptions) {
    super(options);
    this.transports = new Transports(this, options.transports ?? []);
    this.setForwarding(options.forwarding ?? false);
    const { multicastRouting = false } = options;
    if (multicastRouting !== false) {
      this.setMulticastRouting(true, multicastRouting === true ? {} : multicastRouting);
    }
  }

  /** UDP sockets. */
  get udp(): UdpOfHost {
    return this.transports.get(Udp);
  }

  /** TCP sockets. The host speaks TCP from the first use on. */
  get tcp(): TcpOfHost {
    return this.transports.get(TcpTransport);
  }

  /** Ping sockets. */
  get icmp(): { createPingSocket(options?: PingSocketOptions): PingSocket } {
    return this.transports.ping;
  }

  /** A raw socket. */
  createRawSocket(options: RawSocketOptions): RawSocket {
    return this.transports.createRawSocket(options);
  }

  /** Adds a NIC, enabled unless told otherwise. Its id or name may not be taken. */
  addNic(options: NicOptions): Nic {
    const id = options.id ?? (this.nics.at(-1)?.id ?? 0) + 1;
    if (this.nic(id) !== undefined || this.nic(options.name) !== undefined) {
      throw new Error(`host ${this.name} has a NIC ${id} or "${options.name}" already`);
    }
    const nic: Nic = new NicOf(this, id, options, (below) => new Ipv4Endpoint(below, this));
    this.attach(nic);
    if (options.enabled ?? true) nic.enable();
    return nic;
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

  /** Adds a program that is told when the host, or one of its NICs, changes; the result takes it off. */
  addProcess(process: HostProcess): () => void {
    this.#processes = this.#processes.concat(process);
    if (this.up) process.up?.();
    return () => {
      this.#processes = this.#processes.filter((other) => other !== process);
    };
  }

  /** Called by `HostPower` once all NICs are as they will be. */
  powerChanged(): void {
    for (const process of this.#processes) {
      if (this.up) process.up?.();
      else process.down?.();
    }
  }

  /** Called by NICs. */
  interfaceChanged(nic: NetworkInterface): void {
    if (!this.up || this.#power?.isChanging) return;
    for (const process of this.#processes) process.interfaceChanged?.(nic);
  }

  /** Counters by name: those of the host, and the sums over its NICs. */
  get counters(): CounterReader<CounterName> {
    const own = { counterNames: hostCounterNames, counterValues: this.counterValues };
    return counterReader(() => [...this.nics, ...this.transports.protocols, own]);
  }

  /** Packets that this host holds: fragments that wait, packets that wait for a neighbour. */
  get heldPackets(): number {
    let held = this.heldFragments;
    for (const nic of this.nics) held += nic.ethernet?.heldPackets ?? 0;
    return held;
  }
}
