// Hot path: what a switch does with each frame (IEEE 802.1D 7.7 to 7.9).
import {
  isGroupMac,
  isLinkLocalMulticast,
  type MacAddress,
  type PacketBuffer,
} from '@packetloom/core';
import {
  ETHER_TYPE_IPV4,
  ETHERNET_HEADER_LENGTH,
  ethernetDestination,
  ethernetEtherType,
  ethernetSource,
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4Protocol,
  PROTOCOL_IGMP,
} from '@packetloom/core/wire';
import type { VirtualClock } from '../time/virtualClock.js';
import type { FanOut, SegmentStats } from './fanOut.js';
import type { IgmpSnooping } from './igmpSnooping.js';
import type { MacTable } from './macTable.js';
import type { FrameForwarder, SegmentPort } from './segmentPort.js';

const IPV4_MULTICAST_PREFIX = 0x01005e;

/** What a switch is made of. */
export interface LearningSwitchOptions {
  readonly clock: VirtualClock;
  readonly ports: readonly SegmentPort[];
  readonly fanOut: FanOut;
  readonly macTable: MacTable;
  /** Null to flood all multicast. */
  readonly snooping: IgmpSnooping | null;
}

/** A learning bridge: frames go where their destination was seen, or everywhere while it was not. */
export class LearningSwitch implements FrameForwarder {
  readonly macTable: MacTable;
  readonly snooping: IgmpSnooping | null;
  readonly #clock: VirtualClock;
  readonly #ports: readonly SegmentPort[];
  readonly #fanOut: FanOut;
  #received = 0;
  #unicast = 0;
  #multicast = 0;
  #flooded = 0;

  constructor({ clock, ports, fanOut, macTable, snooping }: LearningSwitchOptions) {
    this.#clock = clock;
    this.#ports = ports;
    this.#fanOut = fanOut;
    this.macTable = macTable;
    this.snooping = snooping;
  }

  frameArrived(frame: PacketBuffer, from: SegmentPort): void {
    this.#received++;
    const { nowNs } = this.#clock;
    const header = frame.start - ETHERNET_HEADER_LENGTH;
    const source = ethernetSource(frame.view, header);
    if (!isGroupMac(source)) this.macTable.learn(source, from, nowNs);
    const destination = ethernetDestination(frame.view, header);
    if (isGroupMac(destination)) {
      this.#toGroup(frame, from, destination);
      return;
    }
    const port = this.macTable.find(destination, nowNs);
    if (port === null) {
      this.#flood(frame, from);
    } else if (port === from || !port.up) {
      this.#fanOut.filter(frame, from);
    } else {
      this.#unicast++;
      port.fromSegment.send(frame);
    }
  }

  /** IEEE 802.1D 17.11 flushes, as RFC 4541 2.1.1 (1) asks of snooping, too. */
  portDown(port: SegmentPort): void {
    this.macTable.forgetPort(port);
    this.snooping?.forgetPort(port);
  }

  get stats(): SegmentStats {
    return {
      receivedFrames: this.#received,
      unicastFrames: this.#unicast,
      multicastFrames: this.#multicast,
      floodedFrames: this.#flooded,
      filteredFrames: this.#fanOut.filteredFrames,
    };
  }

  #toGroup(frame: PacketBuffer, from: SegmentPort, destination: MacAddress): void {
    const { snooping } = this;
    const isIpv4Group =
      snooping !== null &&
      Math.floor(destination / 2 ** 24) === IPV4_MULTICAST_PREFIX &&
      ethernetEtherType(frame.view, frame.start - ETHERNET_HEADER_LENGTH) === ETHER_TYPE_IPV4 &&
      frame.length >= IPV4_MIN_HEADER_LENGTH;
    if (!isIpv4Group) {
      this.#flood(frame, from);
      return;
    }
    const { nowNs } = this.#clock;
    if (ipv4Protocol(frame.view, frame.start) === PROTOCOL_IGMP) {
      const targets = snooping.message(frame, from, nowNs);
      if (targets === 'all') this.#flood(frame, from);
      else this.#send(frame, from, targets);
      return;
    }
    const group = ipv4Destination(frame.view, frame.start);
    // RFC 4541 2.1.2 (2): 224.0.0.0/24 goes everywhere.
    if (isLinkLocalMulticast(group)) this.#flood(frame, from);
    else this.#send(frame, from, snooping.portsFor(group, nowNs));
  }

  #send(frame: PacketBuffer, from: SegmentPort, ports: readonly SegmentPort[]): void {
    this.#multicast++;
    this.#fanOut.toAll(frame, from, ports);
  }

  #flood(frame: PacketBuffer, from: SegmentPort): void {
    this.#flooded++;
    this.#fanOut.toAll(frame, from, this.#ports);
  }
}
