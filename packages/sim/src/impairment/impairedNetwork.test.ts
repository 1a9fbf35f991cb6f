import { describe, expect, it } from 'vitest';
import { DATAGRAMS, pairs } from '../../test/pairs.js';
import type { LinkDirectionSpec } from '../link/linkSpec.js';

const MS = 1_000_000;

const LOSSY: Partial<LinkDirectionSpec> = {
  jitter: { jitterNs: MS, distribution: 'paretonormal', correlation: 0.2, keepOrder: false },
  loss: { kind: 'gilbert-elliott', p: 0.05, r: 0.3 },
  duplicate: { probability: 0.1 },
  corrupt: { probability: 0.1 },
  reorder: { probability: 0.2, gap: 2 },
};

describe('a network with impairments', () => {
  it('accounts for every packet, made by duplication or ended by loss', () => {
    const { simulation, flows } = pairs([LOSSY]);
    const { dropped, unaccounted, sent, delivered } = simulation.accounting();
    expect(unaccounted).toBe(0);
    const { stats } = simulation.link('l0').forward;
    expect(sent).toBe(
      DATAGRAMS + stats.duplicatedPackets + simulation.link('l0').reverse.stats.sentPackets,
    );
    expect(dropped.loss).toBe(stats.drops.loss);
    expect(delivered).toBeGreaterThan(300);
    const report = flows[0]?.report;
    expect(report?.duplicated).toBeGreaterThan(10);
    expect(report?.reordered).toBeGreaterThan(10);
    expect(report?.lost).toBeGreaterThan(30);
  });

  it('has the same run for the same seed, and another for another', () => {
    const first = pairs([LOSSY], { seed: 4 });
    expect(pairs([LOSSY], { seed: 4 }).digest).toBe(first.digest);
    expect(pairs([LOSSY], { seed: 5 }).digest).not.toBe(first.digest);
  });

  it('finds corruption by checksums alone', () => {
    const { simulation, flows } = pairs([{ corrupt: { probability: 1 } }]);
    const { dropped, unaccounted } = simulation.accounting();
    expect(unaccounted).toBe(0);
    // One bit is always seen: in the header by its checksum (or sooner), in the rest by UDP's.
    expect(flows[0]?.report.received).toBe(0);
    expect(dropped['udp-checksum']).toBeGreaterThan(300);
    expect(dropped['malformed-header']).toBeGreaterThan(20);
  });

  it('leaves an untouched link as it was, whatever is added to another', () => {
    const alone = pairs([{ loss: { kind: 'independent', probability: 0.2 } }, {}]);
    const both = pairs([{ loss: { kind: 'independent', probability: 0.2 } }, LOSSY]);
    expect(both.arrivals[1]).not.toEqual(alone.arrivals[1]);
    expect(both.arrivals[0]).toEqual(alone.arrivals[0]);
    expect(both.flows[0]?.report).toEqual(alone.flows[0]?.report);
  });
});
