import { describe, expect, it } from 'vitest';
import { ANY, type Ipv4Address } from '../address/ipv4Address.js';
import { EventObserver } from '../ports/eventObserver.js';
import type { StackEvent } from '../ports/observer.js';
import { addressOf, testHost } from '../testing/testHost.js';
import { decodeIgmp, decodeIpv4, encodeIgmp, encodeIpv4, isCodecError } from '../wire/index.js';

const GROUP = addressOf('239.1.1.1');
const ALL_SYSTEMS = addressOf('224.0.0.1');

function member(options: Parameters<typeof testHost>[1] = {}) {
  const made = testHost([{ addresses: ['10.0.0.1/24'] }], options);
  const [nic] = made.nics;
  const [link] = made.links;
  if (nic === undefined || link === undefined) throw new Error('no NIC');
  const events: StackEvent[] = [];
  made.host.observer = new EventObserver('host', (event) => events.push({ ...event }));
  const notified = () =>
    events.flatMap((event) => (event.type === 'membership' ? [event.state] : []));
  return { ...made, nic, link, notified };
}

function messageOf(octets: Uint8Array | undefined) {
  const datagram = decodeIpv4(octets ?? new Uint8Array());
  if (isCodecError(datagram)) throw new Error(datagram.message);
  return decodeIgmp(datagram.payload);
}

describe('a host that joins groups', () => {
  it('reports, and leaves with the last join taken back', () => {
    const { nic, link, notified } = member();
    expect([nic.joinGroup(GROUP), nic.joinGroup(GROUP)]).toEqual([null, null]);
    expect(link.take().map(messageOf)).toMatchObject([{ kind: 'membership-report', group: GROUP }]);
    expect(nic.groups).toEqual([ALL_SYSTEMS, GROUP]);
    expect(nic.leaveGroup(GROUP)).toBeNull();
    expect(link.take()).toEqual([]);
    expect(nic.leaveGroup(GROUP)).toBeNull();
    expect(link.take().map(messageOf)).toMatchObject([{ kind: 'leave-group', group: GROUP }]);
    expect(notified()).toEqual(['joined', 'left']);
  });

  it('tells nobody of calls that fail, or of 224.0.0.1', () => {
    const { nic, notified } = member();
    expect(nic.joinGroup(addressOf('10.0.0.5'))).toBe('bad-address');
    expect(nic.leaveGroup(GROUP)).toBe('bad-local-address');
    expect([nic.joinGroup(ALL_SYSTEMS), nic.leaveGroup(ALL_SYSTEMS)]).toEqual([null, null]);
    expect(notified()).toEqual([]);
  });

  it('joins without a word where IGMP is off', () => {
    const { nic, link, notified } = member({ igmp: false });
    nic.joinGroup(GROUP);
    expect(link.take()).toEqual([]);
    expect(nic.groups).toContain(GROUP);
    expect(notified()).toEqual(['joined']);
  });

  it('drops what is no IGMP message, and counts why', () => {
    const { host, nic, pool } = member();
    const source = addressOf('10.0.0.9');
    const options = Uint8Array.of(148, 4, 0, 0);
    const arrive = (message: Uint8Array) =>
      nic.inject(
        encodeIpv4({ source, destination: ALL_SYSTEMS, protocol: 2, ttl: 1, options }, message),
      );
    const data = new Uint8Array(4);
    const query = {
      kind: 'membership-query',
      version: 2,
      group: ANY,
      maxRespCode: 10,
    } as const;
    arrive(encodeIgmp({ kind: 'unknown', type: 0x55, maxRespCode: 0, data }));
    arrive(encodeIgmp(query, { checksum: 1 }));
    arrive(encodeIgmp(query).subarray(0, 7));
    arrive(encodeIgmp(query));
    expect(pool.totals().dispositions).toMatchObject({ 'igmp-invalid': 3, igmp: 1 });
    expect(host.counters.nonZero()).toMatchObject({
      'igmp.packetsReceived.unrecognized': 1,
      'igmp.packetsReceived.checksumErrors': 1,
      'igmp.packetsReceived.invalid': 1,
      'igmp.packetsReceived.membershipQuery': 1,
    });
  });
});

describe('messages of version 1 (RFC 1112 Appendix I)', () => {
  const source = addressOf('10.0.0.9');
  const SECOND = 1_000_000_000;
  const v1Query = {
    kind: 'membership-query',
    version: 1,
    group: ANY,
    maxRespCode: 0,
  } as const;
  const v1Report = { kind: 'membership-report', version: 1, group: GROUP } as const;
  const v2Query = { ...v1Query, version: 2, maxRespCode: 100 } as const;

  function igmpTo(destination: Ipv4Address, message: Parameters<typeof encodeIgmp>[0], ttl = 1) {
    return encodeIpv4({ source, destination, protocol: 2, ttl }, encodeIgmp(message));
  }

  it('need no router alert: members fall back to reports of version 1, and leave without a word', () => {
    const { nic, link, clock } = member();
    nic.joinGroup(GROUP);
    clock.runUntilIdle();
    link.take();
    nic.inject(igmpTo(ALL_SYSTEMS, v1Query));
    clock.advanceBy(10 * SECOND);
    const [report, ...others] = link.take();
    expect(messageOf(report)).toMatchObject({
      kind: 'membership-report',
      version: 1,
      group: GROUP,
    });
    expect(others).toEqual([]);
    nic.leaveGroup(GROUP);
    expect(link.take()).toEqual([]);
    // 400 s after its last query the router of version 1 is gone (RFC 2236 8.11).
    clock.advanceBy(391 * SECOND);
    nic.joinGroup(GROUP);
    expect(link.take().map(messageOf)).toMatchObject([{ kind: 'membership-report', version: 2 }]);
  });

  it('need no router alert: a report stops that of another member', () => {
    const { nic, link, clock } = member();
    nic.joinGroup(GROUP);
    link.take();
    nic.inject(igmpTo(GROUP, v1Report));
    clock.runUntilIdle();
    expect(link.take()).toEqual([]);
  });

  it('ask about all groups, whichever they name', () => {
    const { nic, link, clock } = member();
    nic.joinGroup(GROUP);
    clock.runUntilIdle();
    link.take();
    nic.inject(igmpTo(ALL_SYSTEMS, { ...v1Query, group: addressOf('239.9.9.9') }));
    clock.advanceBy(10 * SECOND);
    expect(link.take()).toHaveLength(1);
  });

  it('need a TTL of 1 like all others, which need router alert, too', () => {
    const { nic, pool } = member();
    nic.inject(igmpTo(ALL_SYSTEMS, v1Query, 2));
    nic.inject(igmpTo(ALL_SYSTEMS, v2Query));
    expect(pool.totals().dispositions).toMatchObject({ 'igmp-invalid': 2 });
  });

  it('need router alert in the reference', () => {
    const { nic, pool } = member({ behaviour: 'netstack' });
    nic.joinGroup(GROUP);
    nic.inject(igmpTo(ALL_SYSTEMS, v1Query));
    nic.inject(igmpTo(GROUP, v1Report));
    expect(pool.totals().dispositions).toMatchObject({ 'igmp-invalid': 2 });
  });

  it('let a router know of members, which leave by their silence alone (RFC 2236 5)', () => {
    const { host, nic, clock } = member({ multicastRouting: true });
    nic.inject(igmpTo(GROUP, v1Report));
    expect(nic.ipv4.igmp.router?.stateOf(GROUP)).toBe('v1-members');
    clock.advanceBy(261 * SECOND);
    expect(nic.ipv4.igmp.router?.stateOf(GROUP)).toBeNull();
    expect(host.counters.get('igmp.packetsReceived.invalid')).toBe(0);
  });
});

describe('a query from 0.0.0.0 (RFC 4541 2.1.1)', () => {
  it('is answered by members, but takes no part in the election of queriers', () => {
    const { nic, link, clock } = member({ multicastRouting: true });
    nic.joinGroup(GROUP);
    clock.advanceBy(20_000_000_000);
    link.take();
    const options = Uint8Array.of(148, 4, 0, 0);
    const query = { kind: 'membership-query', version: 2, group: GROUP, maxRespCode: 10 } as const;
    const header = { source: ANY, destination: GROUP, protocol: 2, ttl: 1, options };
    nic.inject(encodeIpv4(header, encodeIgmp(query)));
    expect(nic.ipv4.igmp.router?.isQuerier).toBe(true);
    clock.advanceBy(1_000_000_000);
    expect(link.take().map(messageOf)).toMatchObject([{ kind: 'membership-report', group: GROUP }]);
  });
});
