import { ipv4Address } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../test/routedNetwork.js';
import { IdealPaths } from './idealPath.js';

const MS = 1e6;
const US = 1000;

/** a – r – b: 1 ms each, 100 Mbit/s and 10 Mbit/s. */
function network() {
  const made = routedNetwork([{ hosts: ['a', 'r'] }, { hosts: ['r', 'b'] }]);
  const { simulation } = made;
  simulation.link('net0').set({
    forward: { rateBitsPerSecond: 100e6 },
    reverse: { rateBitsPerSecond: 100e6 },
  });
  simulation.link('net1').set({
    forward: { rateBitsPerSecond: 10e6 },
    reverse: { rateBitsPerSecond: 10e6 },
  });
  const idealNs = (bytes: number) =>
    new IdealPaths(simulation).completionNs('a', made.address('b', 1), bytes);
  return { ...made, idealNs };
}

/** SYN and SYN-ACK: 60 octets each, over both links. */
const HANDSHAKE_NS = 4 * MS + 2 * (4.8 * US + 48 * US);

describe('the least completion time of a flow', () => {
  it('is that of the handshake and one segment', () => {
    const { idealNs } = network();
    // 52 octets of headers.
    expect(idealNs(48)).toBe(HANDSHAKE_NS + 2 * MS + 8 * US + 80 * US);
  });

  it('is bound by the slowest link, in front of which segments wait for each other', () => {
    const { idealNs } = network();
    const segments = 99 * 1500 + 100;
    const firstNs = 120 * US;
    expect(idealNs(99 * 1448 + 48)).toBe(HANDSHAKE_NS + 2 * MS + firstNs + segments * 0.8 * US);
  });

  it('follows the network as it is, over segments too', () => {
    const made = routedNetwork([{ hosts: ['a', 'b'], segment: {} }]);
    const ideal = new IdealPaths(made.simulation);
    // Two cables of half a millisecond, three ways, with no time of serialisation.
    expect(ideal.completionNs('a', made.address('b', 0), 100_000)).toBe(3 * MS);
  });

  it('is not known where there is no way', () => {
    const { simulation } = network();
    expect(new IdealPaths(simulation).completionNs('a', ipv4Address(0x7b000001), 1)).toBeNull();
  });
});
