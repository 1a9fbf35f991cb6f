import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { icmpOctets, tcpOctets, udpOctets } from '../testing/packets.js';
import { encodeIpv4 } from '../wire/ipv4Codec.js';
import { Flow, NO_PORT, readFlow } from './flow.js';

const UDP = udpOctets('10.0.0.1:5', '10.0.0.2:6');
const icmp = (type: number) =>
  icmpOctets('10.0.0.1', '10.0.0.2', { type, rest: 0x00070001, data: new Uint8Array(0) });

function read(octets: Uint8Array, length = octets.length): { kind: string; flow: Flow } {
  const flow = Object.assign(new Flow(), { sourcePort: 99, destinationPort: 99 });
  // Whatever lies behind the packet must not matter.
  const view = new DataView(Uint8Array.of(...octets, ...new Uint8Array(32).fill(0xff)).buffer);
  return { kind: readFlow(view, 0, length, flow), flow };
}

describe('readFlow', () => {
  it('sees addresses, protocol and ports', () => {
    const expected = {
      source: 0x0a000001,
      destination: 0x0a000002,
      sourcePort: 5,
      destinationPort: 6,
    };
    expect(read(UDP)).toMatchObject({ kind: 'flow', flow: { ...expected, protocol: 17 } });
    const tcp = tcpOctets('10.0.0.1:5', '10.0.0.2:6', 0);
    expect(read(tcp)).toMatchObject({ kind: 'flow', flow: { ...expected, protocol: 6 } });
  });

  it.each([
    [8, 7, NO_PORT + 8],
    [0, NO_PORT + 8, 7],
    [13, 7, NO_PORT + 13],
    [14, NO_PORT + 13, 7],
    [15, 7, NO_PORT + 15],
    [16, NO_PORT + 15, 7],
  ])('sees the identifier of ICMP type %i', (type, sourcePort, destinationPort) => {
    expect(read(icmp(type))).toMatchObject({ kind: 'flow', flow: { sourcePort, destinationPort } });
  });

  it('sees no ports in other protocols and later fragments', () => {
    const none = { sourcePort: 0, destinationPort: 0 };
    const other = encodeIpv4({ source: ipv4Address(1), destination: ipv4Address(2), protocol: 47 });
    expect(read(other)).toMatchObject({ kind: 'flow', flow: none });
    const later = udpOctets('1.1.1.1:5', '2.2.2.2:6', undefined, { fragmentOffsetBytes: 8 });
    expect(read(later)).toMatchObject({ kind: 'later-fragment', flow: none });
  });

  it('tells ICMP errors, and what cannot be tracked', () => {
    expect([3, 4, 11, 12].map((type) => read(icmp(type)).kind)).toEqual(
      new Array(4).fill('icmp-error'),
    );
    expect([5, 9, 10, 17, 18, 200].map((type) => read(icmp(type)).kind)).toEqual(
      new Array(6).fill('untracked'),
    );
  });

  it('needs the header, and the ports or the ICMP header', () => {
    expect([read(UDP, 24).kind, read(UDP, 23).kind]).toEqual(['flow', 'untracked']);
    expect([read(icmp(8), 28).kind, read(icmp(8), 27).kind]).toEqual(['flow', 'untracked']);
    const other = encodeIpv4(
      { source: ipv4Address(1), destination: ipv4Address(2), protocol: 47 },
      Uint8Array.of(1),
    );
    expect([read(other, 20).kind, read(other, 19).kind]).toEqual(['flow', 'untracked']);
    const withOptions = other.slice();
    withOptions[0] = 0x46;
    expect([read(withOptions, 24).kind, read(withOptions, 23).kind]).toEqual(['flow', 'untracked']);
    withOptions[0] = 0x44;
    expect(read(withOptions).kind).toBe('untracked');
  });
});

describe('Flow', () => {
  it('is inverted into the flow of answers, even in place', () => {
    const { flow } = read(UDP);
    const answer = new Flow();
    answer.invertFrom(flow);
    expect(answer).toMatchObject(read(udpOctets('10.0.0.2:6', '10.0.0.1:5')).flow);
    answer.invertFrom(answer);
    expect(answer.equals(flow)).toBe(true);
    expect(answer.hash).toBe(flow.hash);
  });

  it.each(['protocol', 'source', 'destination', 'sourcePort', 'destinationPort'] as const)(
    'differs by its %s',
    (field) => {
      const { flow } = read(UDP);
      const other = new Flow();
      other.copyFrom(flow);
      expect(other.equals(flow)).toBe(true);
      other[field]++;
      expect(other.equals(flow)).toBe(false);
    },
  );
});
