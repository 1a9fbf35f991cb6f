// The one place that knows how a host of core is built and driven.
import {
  EventObserver,
  errnoOf,
  formatIpv4Address,
  Host,
  type Ipv4Behaviour,
  type Ipv4Prefix,
  LoopbackLink,
  type NetError,
  type Nic,
  PacketPool,
  PROFILES,
  type RawSocket,
  type StackEvent,
  type UdpSocket,
} from '@packetloom/core';
import { PROTOCOL_RAW } from '@packetloom/core/wire';
import { eventLine } from '../testbed/eventLine.js';
import { RecordedRandom } from '../testbed/recordedRandom.js';
import type { Failure, Recording } from '../testbed/recording.js';
import { RecordingLink } from '../testbed/recordingLink.js';
import { SimulatedClock } from '../testbed/simulatedClock.js';
import {
  type FilterRule,
  type HostSpec,
  type NicSpec,
  octetsOf,
  type Step,
  type UdpSocketSpec,
  type Vector,
} from '../vector/vector.js';
import { addressOf, prefixOf } from './addresses.js';
import { filterRuleOf } from './filterRule.js';

const NS_PER_MS = 1e6;

/** The choices of a profile of core; undefined if it has none of that name. */
export function behaviourOf(profile: string): Ipv4Behaviour | undefined {
  return Object.entries(PROFILES).find(([name]) => name === profile)?.[1];
}

/** Where the packets of all vectors live: hosts are made by the thousand. */
const pool = new PacketPool();

/** A host set up as a vector says, and everything that it does recorded. */
export class HostUnderTest {
  readonly #host: Host;
  readonly #clock = new SimulatedClock();
  readonly #recording: Recording;
  /** On Linux an address brings a route to its subnet; vectors do not list it. */
  readonly #routesSubnets: boolean;
  readonly #liveAtStart = pool.liveCount;
  readonly #udpSockets = new Map<number, UdpSocket>();
  #rawSocket: RawSocket | null = null;

  /** `observed`: whether what the host tells its observer is recorded too. */
  constructor(vector: Vector, behaviour: Ipv4Behaviour, recording: Recording, observed: boolean) {
    const { host: spec } = vector;
    this.#recording = recording;
    this.#routesSubnets = vector.source === 'linux-6.18';
    this.#host = new Host({
      clock: this.#clock,
      random: new RecordedRandom(vector.expect.draws ?? [], spec.nics, this.#routesSubnets),
      pool,
      behaviour,
      handleLocal: spec.handleLocal ?? true,
      allowExternalLoopback: spec.allowExternalLoopbackTraffic ?? false,
      igmp: spec.igmp?.enabled ?? true,
      icmpRateLimit: rateLimitOf(spec),
      defaultTtl: spec.defaultTtl ?? 64,
    });
    if (observed) {
      const note = (event: StackEvent) => this.#note(eventLine(event));
      this.#host.observer = new EventObserver(this.#host.name, note);
    }
    this.#setUp(spec);
  }

  /** Lets time pass up to an instant in milliseconds; all that is due until then, or then, happens. */
  advanceTo(ms: number): void {
    this.#clock.advanceTo(ms * NS_PER_MS);
  }

  /** Does what a step says; returns why that failed, or null. */
  perform(step: Step): Failure | null {
    const error = this.#perform(step);
    return error === null ? null : failureOf(error);
  }

  /** Takes the errors that sockets were given after the fact. */
  takeSocketErrors(): void {
    for (const [socket, udp] of this.#udpSockets) {
      const error = udp.takeError();
      if (error === null) continue;
      const timeNs = this.#clock.nowNs;
      this.#recording.socketErrors.push({ timeNs, socket, ...failureOf(error) });
    }
  }

  /** Counters that are not zero. */
  counters(): Readonly<Record<string, number>> {
    return this.#host.counters.nonZero();
  }

  /** Packets that neither ended nor are held: 0, unless the stack lost some. */
  lostPackets(): number {
    return pool.liveCount - this.#liveAtStart - this.#host.heldPackets;
  }

  #note(line: string): void {
    this.#recording.events.push(`${this.#clock.nowNs / NS_PER_MS} ms  ${line}`);
  }

  /** In the order that the format prescribes. */
  #setUp(spec: HostSpec): void {
    for (const nic of spec.nics) this.#addNic(nic);
    for (const route of spec.routes ?? []) {
      if (route.nic === undefined) continue;
      this.#host.routes.add({
        destination: prefixOf(route.destination),
        gateway: route.gateway == null ? null : addressOf(route.gateway),
        nic: route.nic,
      });
    }
    for (const rule of spec.iptables ?? []) this.#appendRule(rule);
    this.#host.setForwarding(spec.forwarding ?? false);
    for (const socket of spec.udp ?? []) this.#openUdpSocket(socket);
  }

  #addNic(spec: NicSpec): void {
    const { id, name, mtu } = spec;
    const nic = this.#host.addNic({
      id,
      name,
      link: spec.loopback ? new LoopbackLink(mtu) : this.#recordingLink(spec),
      enabled: spec.disabled !== true,
      promiscuous: spec.promiscuous,
      spoofing: spec.spoofing ?? false,
    });
    for (const address of spec.addresses) {
      this.#require(`address ${address} of NIC ${id}`, this.#addAddress(nic, prefixOf(address)));
    }
  }

  #addAddress(nic: Nic, prefix: Ipv4Prefix): NetError | null {
    const error = nic.addAddress(prefix);
    if (error === null && this.#routesSubnets) {
      this.#host.routes.add({ destination: prefix, gateway: null, nic: nic.id });
    }
    return error;
  }

  #removeAddress(nic: Nic, { address }: Ipv4Prefix): NetError | null {
    const error = nic.removeAddress(address);
    if (error === null && this.#routesSubnets) {
      this.#host.routes.remove(
        (route) => route.nic === nic.id && route.destination.address === address,
      );
    }
    return error;
  }

  #recordingLink(spec: NicSpec): RecordingLink {
    const { id: nic, mtu, writeLimit } = spec;
    const record = (octets: Uint8Array) => {
      this.#recording.sent.push({ timeNs: this.#clock.nowNs, nic, octets });
    };
    return new RecordingLink({ mtu, writeLimit, pool, record });
  }

  #appendRule(rule: FilterRule): void {
    const error = this.#host.packetFilter.append(filterRuleOf(rule));
    const where = `rule in ${rule.chain} of ${rule.table}`;
    if (error !== null) this.#recording.setUpFailures.push(`${where}: ${error.message}`);
  }

  #openUdpSocket(spec: UdpSocketSpec): void {
    const { socket: id, broadcast, multicastLoop, multicastNic, multicastTtl } = spec;
    const socket = this.#host.udp.createSocket({
      // Vectors bind one port at overlapping addresses.
      reuseAddress: true,
      // Those of Linux were recorded with SO_BROADCAST.
      broadcast: broadcast ?? this.#routesSubnets,
      multicastLoop: multicastLoop ?? true,
      ...(multicastNic !== undefined && { multicastNic }),
      ...(multicastTtl !== undefined && { multicastTtl }),
      ...(spec.tos !== undefined && { typeOfService: spec.tos }),
    });
    this.#udpSockets.set(id, socket);
    socket.onReceive = ({ payload, options, source, sourcePort, timeNs }) => {
      const from = formatIpv4Address(source);
      this.#recording.delivered.push({
        timeNs,
        socket: id,
        from,
        fromPort: sourcePort,
        payload: payload.slice(),
        options,
      });
    };
    const local = { address: addressOf(spec.address), port: spec.port };
    this.#require(`bind of socket ${id}`, socket.bind({ ...local, ...nicOf(spec) }));
    if (spec.connect !== undefined) {
      const { address, port } = spec.connect;
      this.#require(
        `connect of socket ${id}`,
        socket.connect({ address: addressOf(address), port }),
      );
    }
  }

  #require(what: string, error: NetError | null): void {
    if (error !== null) this.#recording.setUpFailures.push(`${what}: ${error}`);
  }

  #perform(step: Step): NetError | null {
    switch (step.do) {
      case 'inject':
        this.#host.nic(step.nic)?.inject(octetsOf(step.packet, step.padZeros));
        return null;
      case 'sendUdp':
        return this.#sendUdp(step);
      case 'sendRaw':
        return this.#sendRaw(step);
      case 'setForwarding':
        this.#host.setForwarding(step.value);
        return null;
      case 'setDefaultTtl':
        return this.#host.setDefaultTtl(step.value);
      case 'advance':
        return null;
      default:
        return this.#performOnNic(step);
    }
  }

  #performOnNic(step: NicStep): NetError | null {
    const nic: Nic | undefined = this.#host.nic(step.nic);
    if (nic === undefined) return 'unknown-nic';
    switch (step.do) {
      case 'joinGroup':
        return nic.joinGroup(addressOf(step.group));
      case 'leaveGroup':
        return nic.leaveGroup(addressOf(step.group));
      case 'enableNic':
        return nic.enable();
      case 'disableNic':
        nic.disable();
        return null;
      case 'addAddress':
        return this.#addAddress(nic, prefixOf(step.address));
      case 'removeAddress':
        return this.#removeAddress(nic, prefixOf(step.address));
      case 'setPromiscuous':
        nic.promiscuous = step.value;
        return null;
    }
  }

  #sendUdp(step: Extract<Step, { do: 'sendUdp' }>): NetError | null {
    const socket = this.#udpSockets.get(step.socket) as UdpSocket;
    return socket.send({
      payload: octetsOf(step.payload, step.payloadZeros),
      ...(step.to !== undefined && { to: addressOf(step.to), port: step.toPort ?? 0 }),
      ...(step.ttl !== undefined && { ttl: step.ttl }),
      ...nicOf(step),
    });
  }

  #sendRaw(step: Extract<Step, { do: 'sendRaw' }>): NetError | null {
    this.#rawSocket ??= this.#host.createRawSocket({ protocol: PROTOCOL_RAW, sendOnly: true });
    return this.#rawSocket.send({
      packet: octetsOf(step.packet, step.padZeros),
      headerIncluded: true,
      ...(step.to !== undefined && { to: addressOf(step.to) }),
      ...nicOf(step),
    });
  }
}

type NicStep = Exclude<
  Step,
  { do: 'inject' | 'sendUdp' | 'sendRaw' | 'setForwarding' | 'setDefaultTtl' | 'advance' }
>;

function failureOf(error: NetError): Failure {
  return { code: error, errno: errnoOf(error) };
}

/** Limits are off unless the vector sets one. */
function rateLimitOf({ icmpRateLimit }: HostSpec): { perSecond: number; burst: number } | null {
  if (icmpRateLimit === undefined) return null;
  return { perSecond: icmpRateLimit.limit, burst: icmpRateLimit.burst };
}

function nicOf({ nic }: { readonly nic?: number | undefined }): { nic?: number } {
  return nic === undefined ? {} : { nic };
}
