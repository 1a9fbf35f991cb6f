import { describe, expect, it } from 'vitest';
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
  made.host.observer = { observe: (event) => events.push({ ...event }) };
  const told = () => events.flatMap((event) => (event.type === 'membership' ? [event.state] : []));
  return { ...made, nic, link, told };
}

function messageOf(octets: Uint8Array | undefined) {
  const datagram = decodeIpv4(octets ?? new Uint8Array());
  if (isCodecError(datagram)) throw new Error(datagram.message);
  return decodeIgmp(datagram.payload);
}

describe('a host that joins groups', () => {
  it('reports, and leaves with the last join taken back', () => {
    const { nic, link, told } = member();
    expect([nic.joinGroup(GROUP), nic.joinGroup(GROUP)]).toEqual([null, null]);
    expect(link.take().map(messageOf)).toMatchObject([{ kind: 'membership-report', group: GROUP }]);
    expect(nic.groups).toEqual([ALL_SYSTEMS, GROUP]);
    expect(nic.leaveGroup(GROUP)).toBeNull();
    expect(link.take()).toEqual([]);
    expect(nic.leaveGroup(GROUP)).toBeNull();
    expect(link.take().map(messageOf)).toMatchObject([{ kind: 'leave-group', group: GROUP }]);
    expect(told()).toEqual(['joined', 'left']);
  });

  it('tells nobody of calls that fail, or of 224.0.0.1', () => {
    const { nic, told } = member();
    expect(nic.joinGroup(addressOf('10.0.0.5'))).toBe('bad-address');
    expect(nic.leaveGroup(GROUP)).toBe('bad-local-address');
    expect([nic.joinGroup(ALL_SYSTEMS), nic.leaveGroup(ALL_SYSTEMS)]).toEqual([null, null]);
    expect(told()).toEqual([]);
  });

  it('joins without a word where IGMP is off', () => {
    const { nic, link, told } = member({ igmp: false });
    nic.joinGroup(GROUP);
    expect(link.take()).toEqual([]);
    expect(nic.groups).toContain(GROUP);
    expect(told()).toEqual(['joined']);
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
    const query = { kind: 'membership-query', version: 2, group: 0, maxRespCode: 10 } as const;
    arrive(encodeIgmp({ kind: 'unknown', type: 0x55, maxRespCode: 0, data }));
    arrive(encodeIgmp(query, { checksum: 1 }));
    arrive(encodeIgmp(query).subarray(0, 7));
    arrive(encodeIgmp(query));
    expect(pool.totals().fates).toMatchObject({ 'igmp-invalid': 3, igmp: 1 });
    expect(host.counters.nonZero()).toMatchObject({
      'igmp.packetsReceived.unrecognized': 1,
      'igmp.packetsReceived.checksumErrors': 1,
      'igmp.packetsReceived.invalid': 1,
      'igmp.packetsReceived.membershipQuery': 1,
    });
  });
});
