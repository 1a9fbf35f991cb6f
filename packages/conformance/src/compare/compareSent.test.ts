import { ipv4Address } from '@packetloom/core';
import { encodeIpv4 } from '@packetloom/core/wire';
import { describe, expect, it } from 'vitest';
import type { RecordedPacket } from '../testbed/recording.js';
import { ECHO_REPLY, ECHO_REQUEST, exampleVector, withOctet } from '../testing/exampleVector.js';
import { hexOf, type SentPacket, type Vector } from '../vector/vector.js';
import { compareSent } from './compareSent.js';

function expected(at: number, octets: Uint8Array, more: Partial<SentPacket> = {}): SentPacket {
  return { at, nic: 1, packet: hexOf(octets), ...more };
}

function sent(ms: number, octets: Uint8Array, nic = 1): RecordedPacket {
  return { timeNs: ms * 1e6, nic, octets };
}

/** What differs, in short. */
function differences(
  packets: readonly SentPacket[],
  got: readonly RecordedPacket[],
  more: Partial<Vector> = {},
  draws?: Vector['expect']['draws'],
): string[] {
  const vector = exampleVector({
    ...more,
    expect: { sent: packets, delivered: [], ...(draws && { draws }) },
  });
  return compareSent(vector, got).differences.map((entry) => {
    const field = entry.field === null ? '' : ` ${entry.field}`;
    return `${entry.atMs} ms, ${entry.subject.replace(/ \(.*/, '')}${field}`;
  });
}

const A = ECHO_REPLY;
const B = ECHO_REQUEST;

describe('packets sent', () => {
  it('match in their order', () => {
    expect(differences([expected(1, A), expected(2, B)], [sent(1, A), sent(2, B)])).toEqual([]);
  });

  it('of one instant are compared in order on one NIC, not between NICs', () => {
    const packets = [expected(1, A), { ...expected(1, B), nic: 2 }];
    expect(differences(packets, [sent(1, B, 2), sent(1, A)])).toEqual([]);
    expect(differences([expected(1, A), expected(1, B)], [sent(1, B), sent(1, A)])).toEqual([
      '1 ms, packet 1 sent on NIC 1 icmp.type',
      '1 ms, packet 2 sent on NIC 1 icmp.type',
    ]);
  });

  it('that are missing or too many are named', () => {
    expect(differences([expected(1, A), expected(3, B)], [sent(1, A)])).toEqual([
      '3 ms, packet 2 sent on NIC 1',
    ]);
    expect(differences([expected(1, A)], [sent(1, A), sent(4, B)])).toEqual([
      '4 ms, packet 2 sent on NIC 1',
    ]);
  });

  it('at another instant are one too many and one missing', () => {
    expect(differences([expected(1, A)], [sent(2, A)])).toEqual([
      '2 ms, packet 1 sent on NIC 1',
      '1 ms, packet 1 sent on NIC 1',
    ]);
  });

  it('of another protocol are shown whole', () => {
    const udp = encodeIpv4(
      { source: ipv4Address(1), destination: ipv4Address(2), protocol: 17 },
      new Uint8Array(8),
    );
    expect(differences([expected(1, A)], [sent(1, udp)])).toEqual([
      '1 ms, packet 1 sent on NIC 1 ip.protocol',
    ]);
  });

  it('may come in any order where the vector says so, each once', () => {
    const anyOrder = true;
    const packets = [expected(1, A, { anyOrder }), expected(1, B, { anyOrder }), expected(1, A)];
    expect(differences(packets, [sent(1, B), sent(1, A), sent(1, A)])).toEqual([]);
    expect(differences(packets, [sent(1, B), sent(1, B), sent(1, A)])).toEqual([
      '1 ms, packet 1 sent on NIC 1 icmp.type',
    ]);
    // The last one is not marked: it cannot come first.
    const marked = [expected(1, A, { anyOrder }), expected(1, B)];
    expect(differences(marked, [sent(1, B), sent(1, A)])).toHaveLength(2);
  });

  it('of ignored protocols are left out', () => {
    const igmp = encodeIpv4(
      { source: ipv4Address(1), destination: ipv4Address(2), protocol: 2 },
      new Uint8Array(8),
    );
    const got = [sent(1, igmp), sent(1, A)];
    expect(differences([expected(1, A)], got, { ignoreProtocols: [2] })).toEqual([]);
    expect(differences([expected(1, A)], got)).not.toEqual([]);
  });
});

describe('random instants', () => {
  const packet = expected(10, A, { timeRandomUpTo: 100, measuredAt: 42 });
  const draw = { at: 10, nic: 1, group: '224.0.1.5', max: 100, value: 32 };

  it('are exact where the draws are known', () => {
    expect(differences([packet], [sent(42, A)], {}, [draw])).toEqual([]);
    expect(differences([packet], [sent(43, A)], {}, [draw])).not.toEqual([]);
  });

  it('lie within the window where they are not', () => {
    expect(differences([packet], [sent(11, A)])).toEqual([]);
    expect(differences([packet], [sent(110, A)])).toEqual([]);
    expect(differences([packet], [sent(111, A)])).not.toEqual([]);
    expect(differences([packet], [sent(9, A)])).not.toEqual([]);
  });

  it('let packets overtake each other', () => {
    const packets = [packet, expected(50, B)];
    expect(differences(packets, [sent(50, B), sent(60, A)])).toEqual([]);
    expect(differences(packets, [sent(20, A), sent(50, B)])).toEqual([]);
  });

  it('that Linux met late are nominal up to the tolerance', () => {
    const late = expected(30_000, A, { timeTolerance: 2100, measuredAt: 31_000 });
    expect(differences([late], [sent(30_000, A)])).toEqual([]);
    expect(differences([late], [sent(32_100, A)])).toEqual([]);
    expect(differences([late], [sent(32_101, A)])).not.toEqual([]);
    expect(differences([late], [sent(29_999, A)])).not.toEqual([]);
  });
});

describe('fragments with a random identification', () => {
  const fragment = (fragmentOffsetBytes: number, identification: number) =>
    encodeIpv4(
      {
        source: ipv4Address(1),
        destination: ipv4Address(2),
        protocol: 17,
        fragmentOffsetBytes,
        identification,
      },
      new Uint8Array(8),
    );
  const random = ['id'];
  const packets = [
    expected(1, fragment(8, 5), { random }),
    expected(1, fragment(16, 5), { random }),
  ];

  it('share it within a datagram', () => {
    expect(differences(packets, [sent(1, fragment(8, 9)), sent(1, fragment(16, 9))])).toEqual([]);
    expect(differences(packets, [sent(1, fragment(8, 9)), sent(1, fragment(16, 10))])).toEqual([
      '1 ms, fragment sent on NIC 1 ip.identification',
    ]);
  });

  it('are compared in everything else', () => {
    const got = [sent(1, fragment(8, 9)), sent(1, withOctet(fragment(16, 9), 8, 1))];
    expect(differences(packets, got)).toEqual(['1 ms, packet 2 sent on NIC 1 ip.ttl']);
  });
});
