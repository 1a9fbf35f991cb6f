import type { Host, IcmpListener, NetError, Nic, Timer } from '@packetloom/core';
import type { App, AppContext, AppKind, AppReports, AppSpecs } from '../apps/index.js';
import type { EventBus } from '../bus/eventBus.js';
import type { OtherEvent } from '../bus/eventTap.js';
import { AnnotatedCapture } from '../capture/annotatedCapture.js';
import { CaptureTap } from '../capture/captureTap.js';
import type { ByteSink } from '../capture/index.js';
import type { LinkSpec } from '../link/linkSpec.js';
import type { PointToPointLink } from '../link/pointToPointLink.js';
import { filterRuleOf } from '../observe/filterRule.js';
import { PacketHistory } from '../observe/packetHistory.js';
import { type Probe, type SampleListener, TimeSeries } from '../observe/timeSeries.js';
import type { OwnedRandom } from '../random/index.js';
import { type Accounting, accountingOf } from '../record/index.js';
import type { DuplicateAddress, Segment } from '../segment/segment.js';
import type { SegmentSpec } from '../segment/segmentSpec.js';
import { IcmpListeners } from '../sockets/icmpListeners.js';
import { TcpServers } from '../sockets/tcpServers.js';
import { UdpDeliveries } from '../sockets/udpDeliveries.js';
import { UdpPorts } from '../sockets/udpPorts.js';
import type { ScriptTimers } from '../time/scriptTimers.js';
import type { ClockRunEnd, ClockRunOptions, VirtualClock } from '../time/virtualClock.js';
import { FingerprintRecorder } from './fingerprintRecorder.js';
import { type PacketHolder, packetHoldersOf } from './packetHolders.js';
import type { HostSpec, SimulationParts } from './parts.js';

/** What a simulation was asked to add cannot be: a name is taken, or unknown. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly code = 'impossible-network';
}

/** How a run went. */
export interface RunSummary {
  /** Why it ended. */
  readonly end: ClockRunEnd;
  /** Simulated time at the end. */
  readonly nowNs: number;
  /** Events that fired in all runs so far. */
  readonly events: number;
}

/** A network of hosts and links, in simulated time. Made by `createSimulation`. */
export class Simulation implements AppContext {
  readonly clock: VirtualClock;
  /** Timers and calendar for scripts: `setTimeout`, `Date`, … in simulated time. */
  readonly timers: ScriptTimers;
  readonly bus: EventBus;
  /** Named random streams, each part with its own. */
  readonly random: OwnedRandom;
  /** UDP ports that programs share. */
  readonly udpPorts = new UdpPorts();
  /** TCP ports that programs share as servers. */
  readonly tcpServers = new TcpServers();
  readonly #parts: SimulationParts;
  readonly #hosts = new Map<string, Host>();
  /** Where UDP datagrams of programs arrive. */
  readonly udpDeliveries = new UdpDeliveries(this.#hosts);
  readonly #links = new Map<string, PointToPointLink>();
  readonly #segments = new Map<string, Segment>();
  readonly #icmp = new Map<Host, IcmpListeners>();

  constructor(parts: SimulationParts) {
    this.#parts = parts;
    this.clock = parts.clock;
    this.timers = parts.timers;
    this.bus = parts.bus;
    this.random = parts.random;
    parts.bus.ruleOf = (host, reason) => filterRuleOf(this.host(host), reason);
    parts.bus.onObserved((observed) => {
      for (const host of this.#hosts.values()) {
        host.observer = observed ? parts.bus.observerOf(host.name) : null;
      }
    });
  }

  /** The present in nanoseconds. */
  get nowNs(): number {
    return this.clock.nowNs;
  }

  /** Hosts and routers by name, in order of addition. */
  get hosts(): ReadonlyMap<string, Host> {
    return this.#hosts;
  }

  /** Links by name, in order of addition. */
  get links(): ReadonlyMap<string, PointToPointLink> {
    return this.#links;
  }

  /** Broadcast segments by name, in order of addition. */
  get segments(): ReadonlyMap<string, Segment> {
    return this.#segments;
  }

  /** Adds a host or, with `forwarding`, a router. */
  addHost(spec: HostSpec): Host {
    if (this.#hosts.has(spec.name)) throw new NetworkError(`two hosts are named "${spec.name}"`);
    const host = this.#parts.hosts.create(spec);
    this.#hosts.set(spec.name, host);
    this.udpDeliveries.added(host);
    if (this.bus.observed) host.observer = this.bus.observerOf(spec.name);
    return host;
  }

  /** Joins two hosts; each gets a NIC of the name that the link gives it. */
  addLink(spec: LinkSpec): PointToPointLink {
    this.#claimLinkName(spec.name);
    const [first, second] = spec.endpoints;
    const firstHost = this.host(first.host);
    const secondHost = this.host(second.host);
    for (const [host, end] of [
      [firstHost, first],
      [secondHost, second],
    ] as const) {
      if (host.nic(end.nic) === undefined) continue;
      throw new NetworkError(`host "${end.host}" has a NIC "${end.nic}" already`);
    }
    if (firstHost === secondHost && first.nic === second.nic) {
      throw new NetworkError(`both ends of link "${spec.name}" are ${first.host}:${first.nic}`);
    }
    const link = this.#parts.links.create(spec);
    const peers = [
      firstHost.addNic({ name: first.nic, link: link.forward }),
      secondHost.addNic({ name: second.nic, link: link.reverse }),
    ];
    this.#parts.linkPeers.add(peers);
    this.#links.set(spec.name, link);
    return link;
  }

  /** Joins hosts by a hub or a switch; each gets a NIC of the name that the attachment gives it. */
  addSegment(spec: SegmentSpec): Segment {
    this.#claimLinkName(spec.name);
    const ends = new Set<string>();
    for (const end of spec.attach) {
      const name = `${end.host}:${end.nic}`;
      if (this.host(end.host).nic(end.nic) !== undefined || ends.has(name)) {
        throw new NetworkError(`host "${end.host}" has a NIC "${end.nic}" already`);
      }
      ends.add(name);
    }
    const segment = this.#parts.segments.create(spec);
    const peers = segment.ports.map((port) => {
      port.nic = this.host(port.end.host).addNic({ name: port.end.nic, link: port });
      return port.nic;
    });
    this.#parts.linkPeers.add(peers);
    this.#segments.set(spec.name, segment);
    if (spec.announce ?? false) {
      // Addresses are given to the NICs after this.
      this.at(this.nowNs, () => {
        for (const nic of peers) nic.ethernet?.announceAddresses();
      });
    }
    return segment;
  }

  /** A host by name; an unknown one is an error. */
  host(name: string): Host {
    const host = this.#hosts.get(name);
    if (host === undefined) throw new NetworkError(`no host is named "${name}"`);
    return host;
  }

  /** A NIC by the names of its host and its own; an unknown one is an error. */
  nic(hostName: string, nicName: string): Nic {
    const nic = this.host(hostName).nic(nicName);
    if (nic === undefined) throw new NetworkError(`host "${hostName}" has no NIC "${nicName}"`);
    return nic;
  }

  /** A link by name; an unknown one is an error. */
  link(name: string): PointToPointLink {
    const link = this.#links.get(name);
    if (link === undefined) throw new NetworkError(`no link is named "${name}"`);
    return link;
  }

  /** A segment by name; an unknown one is an error. */
  segment(name: string): Segment {
    const segment = this.#segments.get(name);
    if (segment === undefined) throw new NetworkError(`no segment is named "${name}"`);
    return segment;
  }

  /** Makes an app of a kind; it begins when it is told to. */
  createApp<Kind extends AppKind>(kind: Kind, spec: AppSpecs[Kind]): App<AppReports[Kind]> {
    return this.#parts.apps[kind](this, spec);
  }

  /** Tells that an app cannot begin, or cannot do something else than send. */
  appFailed(app: string, host: string, error: NetError): void {
    this.#publish({ type: 'app-failed', timeNs: this.nowNs, host, app, error });
  }

  /** Tells that the packet filter of a host has another rule, or one less. */
  rulesChanged(host: string, change: string): void {
    this.#publish({ type: 'rules-changed', timeNs: this.nowNs, host, change });
  }

  /** IPv4 addresses that several NICs of one segment have, by the configuration as it is now. */
  get duplicateAddresses(): DuplicateAddress[] {
    return [...this.#segments.values()].flatMap((segment) => segment.duplicateAddresses);
  }

  /** Takes a host down as if its plug were pulled, or up again; see `HostPower`. */
  setHostUp(hostName: string, up: boolean): void {
    const host = this.host(hostName);
    if (host.up === up) return;
    this.#publish({ type: 'host-state', timeNs: this.nowNs, host: hostName, up });
    host.power.setUp(up);
  }

  /**
   * Disables a NIC as `ip link set … down`, or enables it. Groups are left on the wire and reported again;
   * neighbours are forgotten. On a host that is down it holds from when that comes up.
   */
  setNicUp(hostName: string, nicName: string, up: boolean): void {
    const nic = this.nic(hostName, nicName);
    const { power } = nic.host;
    if (power.isNicUp(nic) === up) return;
    this.#publish({ type: 'nic-state', timeNs: this.nowNs, host: hostName, nic: nicName, up });
    power.setNicUp(nic, up);
  }

  /** Does `action` at an instant: in the order of time, then of these calls. */
  at(timeNs: number, action: () => void): void {
    this.clock.scheduleAt(timeNs, new Action(action));
  }

  /** Adds a listener for ICMP messages that reach a host; the result removes it. */
  listenToIcmp(host: Host, listener: IcmpListener): () => void {
    let listeners = this.#icmp.get(host);
    if (listeners === undefined) {
      listeners = new IcmpListeners(host);
      this.#icmp.set(host, listeners);
    }
    return listeners.add(listener);
  }

  /** Captures what passes the NICs as pcapng; all NICs there are by default. Ended by `end()`. */
  capture(sink: ByteSink, nics: readonly Nic[] = this.#allNics()): CaptureTap {
    return new CaptureTap(sink, this.clock, nics);
  }

  /** As `capture`, with a comment on every packet that is dropped: where and why. Costs more. */
  captureWithComments(sink: ByteSink, nics: readonly Nic[] = this.#allNics()): AnnotatedCapture {
    const { clock, bus } = this;
    const senderOf = (name: string, direction: 'forward' | 'reverse') => {
      const link = this.#links.get(name);
      if (link === undefined) return direction === 'forward' ? this.#nicAtPort(name) : null;
      const end = link.endpoints[direction === 'forward' ? 0 : 1];
      return this.nic(end.host, end.nic);
    };
    return new AnnotatedCapture(sink, { clock, bus, nics, senderOf });
  }

  /** Follows one datagram, by its identity, and what it causes. */
  follow(identity: number): PacketHistory {
    return new PacketHistory(this.bus, identity);
  }

  /** Samples values every `intervalNs` of simulated time, from now on; see `TimeSeries`. */
  sample(
    intervalNs: number,
    probes: readonly Probe[],
    onSample: SampleListener | null = null,
  ): TimeSeries {
    return new TimeSeries(this.clock, intervalNs, probes, onSample);
  }

  /** Takes the fingerprint of everything that happens from now on. */
  recordFingerprint(): FingerprintRecorder {
    return new FingerprintRecorder(this.bus, this.clock);
  }

  /** Lets time pass until nothing is left to happen, or a limit is reached. */
  run(options: ClockRunOptions = {}): RunSummary {
    const end = this.clock.run(options);
    return { end, nowNs: this.clock.nowNs, events: this.clock.events };
  }

  /** What became of every packet; `unaccounted` is 0 unless the simulator itself is wrong. */
  accounting(): Accounting {
    return accountingOf(this.#parts.pool.totals(), this.#inFlight());
  }

  /** Links, ports and hosts that hold packets, those with the most octets first. */
  packetHolders(): PacketHolder[] {
    return packetHoldersOf(this);
  }

  /** Counted by walking all places that hold packets, not from what was made and ended. */
  #inFlight(): number {
    let packets = 0;
    for (const link of this.#links.values()) packets += link.inFlightPackets;
    for (const segment of this.#segments.values()) packets += segment.inFlightPackets;
    for (const host of this.#hosts.values()) packets += host.heldPackets;
    return packets;
  }

  #nicAtPort(name: string): Nic | null {
    const segment = this.#segments.get(name.split('/')[0] ?? '');
    return segment?.ports.find((port) => port.name === name)?.nic ?? null;
  }

  #publish(event: OtherEvent): void {
    if (this.bus.observed) this.bus.publish(event);
  }

  #claimLinkName(name: string): void {
    if (this.#links.has(name)) throw new NetworkError(`two links are named "${name}"`);
    if (this.#segments.has(name)) throw new NetworkError(`two segments are named "${name}"`);
  }

  #allNics(): Nic[] {
    return [...this.#hosts.values()].flatMap((host) => [...host.nics]);
  }
}

class Action implements Timer {
  readonly #action: () => void;

  constructor(action: () => void) {
    this.#action = action;
  }

  fire(): void {
    this.#action();
  }
}
