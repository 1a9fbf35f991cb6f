import { ANY, type Ipv4Address, ipv4Address, macAddress, multicastMac } from '@packetloom/core';
import { encodeIgmp, encodeIpv4, type IgmpMessage } from '@packetloom/core/wire';
import { describe, expect, it } from 'vitest';
import { Stations } from '../../test/stations.js';
import type { SegmentSpec } from './segmentSpec.js';

const SECOND = 1e9;
const GROUP = ipv4Address(0xef010203);
/** Has the same MAC address as GROUP: RFC 1112 6.4 leaves out five bits. */
const TWIN = ipv4Address(0xef810203);
const ALL_SYSTEMS = ipv4Address(0xe0000001);
const ALL_ROUTERS = ipv4Address(0xe0000002);
const LINK_LOCAL = ipv4Address(0xe00000fb);
const ALL = [0, 1, 2, 3, 4];
const others = (station: number) => ALL.filter((other) => other !== station);
const mac = (station: number) => macAddress(0x020000000000 + station + 1);

/** A switch with five ports. Each call returns the stations that got the frame. */
class Lan extends Stations {
  constructor(spec: Partial<SegmentSpec> = {}) {
    super(ALL.length, spec);
  }

  ipv4(
    station: number,
    destination: Ipv4Address,
    protocol: number,
    payload: Uint8Array,
    source = ipv4Address(0x0a000001 + station),
  ) {
    const header = { source, destination, protocol, ttl: 1 };
    const frame = { etherType: 0x0800, payload: encodeIpv4(header, payload) };
    const got = this.send(station, mac(station), multicastMac(destination), frame);
    return got.map((received) => received.station);
  }

  igmp(station: number, destination: Ipv4Address, message: IgmpMessage, source?: Ipv4Address) {
    return this.ipv4(station, destination, 2, encodeIgmp(message), source);
  }

  query(
    station: number,
    group = ANY,
    { tenths = 100, source = ipv4Address(0x0a000001 + station) } = {},
  ) {
    const message = { kind: 'membership-query', version: 2, group, maxRespCode: tenths } as const;
    return this.igmp(station, group || ALL_SYSTEMS, message, source);
  }

  report(station: number, group = GROUP, version: 1 | 2 = 2) {
    return this.igmp(station, group, { kind: 'membership-report', version, group });
  }

  leave(station: number, group = GROUP) {
    return this.igmp(station, ALL_ROUTERS, { kind: 'leave-group', group });
  }

  data(station: number, group = GROUP) {
    return this.ipv4(station, group, 17, new Uint8Array(20));
  }
}

describe('IGMP snooping (RFC 4541)', () => {
  it('sends data to members and router ports only', () => {
    const lan = new Lan();
    lan.query(0);
    lan.report(2);
    lan.report(3, GROUP, 1);
    expect(lan.data(1)).toEqual([0, 2, 3]);
    expect(lan.data(2)).toEqual([0, 3]);
    expect(lan.data(0)).toEqual([2, 3]);
    expect(lan.data(1, ipv4Address(0xef090909))).toEqual([0]);
  });

  it('tells groups of one MAC address apart', () => {
    const lan = new Lan();
    lan.report(2);
    expect(multicastMac(TWIN)).toBe(multicastMac(GROUP));
    expect(lan.data(1, TWIN)).toEqual([]);
  });

  it('sends 224.0.0.0/24 and queries everywhere, reports and leaves to routers only', () => {
    const lan = new Lan();
    expect(lan.query(0)).toEqual(others(0));
    expect(lan.query(0, GROUP, { tenths: 10 })).toEqual(others(0));
    expect(lan.data(1, LINK_LOCAL)).toEqual(others(1));
    expect(lan.report(2)).toEqual([0]);
    expect(lan.leave(2)).toEqual([0]);
  });

  it('floods multicast that is not IPv4, and IGMP that it does not know', () => {
    const lan = new Lan();
    const got = lan.send(1, mac(1), multicastMac(GROUP), { etherType: 0x0806 });
    expect(got).toHaveLength(4);
    const data = new Uint8Array(4);
    const version3 = { kind: 'unknown', type: 0x22, maxRespCode: 0, data } as const;
    expect(lan.igmp(1, ipv4Address(0xe0000016), version3)).toEqual(others(1));
    expect(lan.ipv4(1, GROUP, 2, new Uint8Array(7))).toEqual(others(1));
    const broken = encodeIgmp({ kind: 'membership-report', version: 2, group: GROUP });
    broken[2] = (broken[2] ?? 0) ^ 1;
    expect(lan.ipv4(1, GROUP, 2, broken)).toEqual(others(1));
    expect(lan.data(2)).toEqual([]);
  });

  it('floods everything when it is off', () => {
    const lan = new Lan({ igmpSnooping: false });
    lan.report(2);
    expect(lan.data(1)).toEqual(others(1));
    expect(lan.segment.switch?.snooping).toBeNull();
  });

  it('forgets members 260 s after their last report', () => {
    const lan = new Lan();
    lan.query(0);
    lan.report(2);
    lan.wait(100 * SECOND);
    lan.query(0);
    lan.report(3);
    lan.wait(159 * SECOND);
    expect(lan.data(1)).toEqual([0, 2, 3]);
    lan.wait(SECOND);
    expect(lan.data(1)).toEqual([0, 3]);
    expect(lan.segment.switch?.snooping?.memberPorts(lan.clock.nowNs).get(GROUP)).toHaveLength(1);
  });

  it('forgets a member that does not answer the group-specific queries after a leave', () => {
    const lan = new Lan();
    lan.query(0);
    lan.report(2);
    lan.report(3);
    lan.leave(2);
    expect(lan.data(1)).toEqual([0, 2, 3]);
    lan.query(0, GROUP, { tenths: 10 });
    lan.report(3);
    lan.wait(SECOND);
    lan.query(0, GROUP, { tenths: 10 });
    lan.report(3);
    lan.wait(SECOND - 1);
    expect(lan.data(1)).toEqual([0, 2, 3]);
    lan.wait(1);
    expect(lan.data(1)).toEqual([0, 3]);
  });

  it('forgets a member at once with fast leave', () => {
    const lan = new Lan({ igmpSnooping: { fastLeave: true } });
    lan.query(0);
    lan.report(2);
    lan.report(3);
    lan.leave(2);
    expect(lan.data(1)).toEqual([0, 3]);
  });

  it('does without a querier: members stay until they leave', () => {
    const lan = new Lan();
    lan.report(2);
    lan.report(3);
    lan.wait(1000 * SECOND);
    expect(lan.data(1)).toEqual([2, 3]);
    lan.leave(2);
    expect(lan.data(1)).toEqual([3]);
    // Ageing begins with the first query.
    lan.query(0);
    lan.wait(259 * SECOND);
    expect(lan.data(1)).toEqual([3]);
  });

  it('knows a router that is no querier by its report for 224.0.0.2, and tells only queriers of it', () => {
    const lan = new Lan();
    lan.query(0);
    expect(lan.report(4, ALL_ROUTERS)).toEqual([0]);
    expect(lan.report(2)).toEqual([0, 4]);
    expect(lan.data(1)).toEqual([0, 2, 4]);
    const routers = lan.segment.switch?.snooping?.routerPorts(lan.clock.nowNs);
    expect(routers?.map(({ index }) => index)).toEqual([0, 4]);
  });

  it('takes no query from 0.0.0.0 for that of a router', () => {
    const lan = new Lan();
    lan.query(0, ANY, { source: ANY });
    expect(lan.data(1)).toEqual([]);
  });

  it('forgets a querier after 255 s, and what was at a port that went down', () => {
    const lan = new Lan();
    lan.query(0);
    lan.query(4);
    lan.report(2);
    lan.wait(100 * SECOND);
    lan.query(4);
    lan.wait(155 * SECOND);
    expect(lan.data(1)).toEqual([2, 4]);
    for (const up of [false, true]) lan.segment.ports[2]?.setUp(up);
    expect(lan.data(1)).toEqual([4]);
    for (const up of [false, true]) lan.segment.ports[4]?.setUp(up);
    expect(lan.data(1)).toEqual([]);
  });
});
