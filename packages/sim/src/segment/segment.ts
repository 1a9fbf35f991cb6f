import {
  formatMacAddress,
  type Ipv4Address,
  LIMITED_BROADCAST,
  type MacAddress,
} from '@packetloom/core';
import type { LinkDirectionContext } from '../link/linkDirection.js';
import type { LinkDirectionSpec, LinkEndSpec } from '../link/linkSpec.js';
import { FanOut, type SegmentStats } from './fanOut.js';
import { Hub } from './hub.js';
import { IgmpSnooping } from './igmpSnooping.js';
import { LearningSwitch } from './learningSwitch.js';
import { derivedLinkAddress } from './linkAddress.js';
import { MacTable } from './macTable.js';
import { SegmentPort } from './segmentPort.js';
import {
  DEFAULT_MAC_AGEING_NS,
  DEFAULT_SEGMENT_PORT,
  type SegmentAttachment,
  type SegmentSpec,
  SegmentSpecError,
} from './segmentSpec.js';

/** An IPv4 address that several NICs of a segment have. */
export interface DuplicateAddress {
  readonly segment: string;
  readonly address: Ipv4Address;
  readonly owners: readonly LinkEndSpec[];
}

/** A broadcast domain: a hub or a switch, with a port for each NIC. */
export class Segment {
  readonly name: string;
  readonly kind: 'hub' | 'switch';
  /** In the order of attachment. */
  readonly ports: readonly SegmentPort[];
  readonly #context: LinkDirectionContext;
  readonly #forwarder: Hub | LearningSwitch;

  constructor(context: LinkDirectionContext, spec: SegmentSpec) {
    const ports: SegmentPort[] = [];
    this.name = spec.name;
    this.kind = spec.kind;
    this.ports = ports;
    this.#context = context;
    this.#forwarder = forwarderOf(context, spec, ports);
    const linkAddresses = linkAddressesOf(spec);
    spec.attach.forEach((end, index) => {
      const linkAddress = linkAddresses[index] as MacAddress;
      const { host, nic } = end;
      const names = { segment: spec.name, index, end: { host, nic }, linkAddress };
      const directions = {
        toSegment: directionOf(spec, end.toSegment),
        fromSegment: directionOf(spec, end.fromSegment),
      };
      ports.push(new SegmentPort(context, { ...names, ...directions }, this.#forwarder));
    });
  }

  /** The port of a NIC; undefined if it is not attached. */
  port(host: string, nic: string): SegmentPort | undefined {
    return this.ports.find(({ end }) => end.host === host && end.nic === nic);
  }

  /** The switch behind the ports, with its MAC table and its snooping; null of a hub. */
  get switch(): LearningSwitch | null {
    return this.#forwarder instanceof LearningSwitch ? this.#forwarder : null;
  }

  /** Whether any port is up. */
  get up(): boolean {
    return this.ports.some(({ up }) => up);
  }

  /** Takes all ports up or down; going down loses all that is on their cables. */
  setUp(up: boolean): void {
    if (this.ports.every((port) => port.up === up)) return;
    const { bus, clock } = this.#context;
    if (bus.observed) bus.publish({ type: 'link-state', timeNs: clock.nowNs, link: this.name, up });
    for (const port of this.ports) port.setUpWithOthers(up);
  }

  get stats(): SegmentStats {
    return this.#forwarder.stats;
  }

  /** Packets on all cables; the segment itself holds none. */
  get inFlightPackets(): number {
    let packets = 0;
    for (const port of this.ports) packets += port.inFlightPackets;
    return packets;
  }

  /** Addresses that more than one NIC has, by the configuration as it is now. */
  get duplicateAddresses(): DuplicateAddress[] {
    const owners = new Map<Ipv4Address, LinkEndSpec[]>();
    for (const { nic, end } of this.ports) {
      for (const { address, kind } of nic?.addresses ?? []) {
        if (kind !== 'permanent' || address === LIMITED_BROADCAST) continue;
        const known = owners.get(address);
        if (known === undefined) owners.set(address, [end]);
        else known.push(end);
      }
    }
    const duplicates = [...owners].filter(([, ends]) => ends.length > 1);
    return duplicates.map(([address, ends]) => {
      return { segment: this.name, address, owners: ends };
    });
  }
}

function forwarderOf(
  { pool, bus, clock }: LinkDirectionContext,
  spec: SegmentSpec,
  ports: readonly SegmentPort[],
): Hub | LearningSwitch {
  const fanOut = new FanOut({ pool, bus });
  if (spec.kind === 'hub') return new Hub(ports, fanOut);
  const { macAgeingNs = DEFAULT_MAC_AGEING_NS, igmpSnooping = true } = spec;
  if (!(macAgeingNs > 0)) throw new SegmentSpecError(`ageing of ${macAgeingNs} ns is impossible`);
  const fastLeave = typeof igmpSnooping === 'object' && (igmpSnooping.fastLeave ?? false);
  const snooping = igmpSnooping === false ? null : new IgmpSnooping(fastLeave);
  const macTable = new MacTable(macAgeingNs);
  return new LearningSwitch({ clock, ports, fanOut, macTable, snooping });
}

function directionOf(
  { port }: SegmentSpec,
  own: Partial<LinkDirectionSpec> | undefined,
): LinkDirectionSpec {
  return { ...DEFAULT_SEGMENT_PORT, ...port, ...own };
}

/** MAC addresses in the order of attachment: valid, and none twice. */
function linkAddressesOf({ name, attach }: SegmentSpec): MacAddress[] {
  const owners = new Map<MacAddress, SegmentAttachment>();
  return attach.map((end) => {
    const linkAddress = end.linkAddress ?? derivedLinkAddress(end.host, end.nic);
    const text = formatMacAddress(linkAddress);
    if (!isStationAddress(linkAddress)) {
      throw new SegmentSpecError(`${end.host}:${end.nic} cannot have the MAC address ${text}`);
    }
    const owner = owners.get(linkAddress);
    if (owner !== undefined) {
      throw new SegmentSpecError(
        `segment "${name}": ${owner.host}:${owner.nic} and ${end.host}:${end.nic} both have the MAC address ${text}`,
      );
    }
    owners.set(linkAddress, end);
    return linkAddress;
  });
}

function isStationAddress(address: MacAddress): boolean {
  const isMac = Number.isInteger(address) && address > 0 && address < 2 ** 48;
  return isMac && Math.floor(address / 2 ** 40) % 2 === 0;
}
