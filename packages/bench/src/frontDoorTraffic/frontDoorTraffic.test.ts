import { loadScenario } from '@packetloom/language';
import { runScenario } from '@packetloom/runner';
import { describe, expect, it } from 'vitest';
import { BenchmarkError } from '../benchmark.js';
import { UsageError } from '../cli/arguments.js';
import { processCost } from './processCost.js';
import { readTrafficArguments } from './trafficArguments.js';
import { hopsOf, TRAFFIC_NETWORKS, TRAFFIC_OUTPUTS, trafficText } from './trafficNetwork.js';

const DATAGRAMS = 2;

describe.each([...TRAFFIC_NETWORKS])('the scenario file of %s', (_, network) => {
  it('passes, and has as many hops as it is said to have', () => {
    const bytes = new TextEncoder().encode(trafficText(network, DATAGRAMS, 'none'));
    const readSibling = () => ({ message: 'there is none' });
    const scenario = loadScenario({ file: 'a.yaml', bytes, readSibling });
    if (!scenario.ok) throw new Error(scenario.problems.map(({ message }) => message).join('\n'));
    const { passed, links } = runScenario(scenario);
    expect(passed).toBe(true);
    const hops = links.reduce(
      (sum, { forward, reverse }) => sum + forward.deliveredPackets + reverse.deliveredPackets,
      0,
    );
    expect(hops).toBe(hopsOf(network, DATAGRAMS));
  });
});

describe('the traffic through the front door', () => {
  it('measures all networks with all outputs unless told otherwise', () => {
    const { networks, outputs, runs } = readTrafficArguments([]);
    expect(networks.map(({ name }) => name)).toEqual(['chain-8', 'star-8', 'grid-32']);
    expect([outputs, runs]).toEqual([TRAFFIC_OUTPUTS, 5]);
    const chosen = readTrafficArguments(['--network', 'star-8', '--output', 'none,events']);
    expect(chosen).toMatchObject({ networks: [{ name: 'star-8' }], outputs: ['none', 'events'] });
  });

  it.each([
    ['--network', 'ring'],
    ['--output', 'none,pdf'],
    ['--runs', '0'],
    ['--size', '5'],
  ])('refuses %s %s', (...words) => {
    expect(() => readTrafficArguments(words)).toThrow(UsageError);
  });

  it('knows what a program took, and that it failed', () => {
    const { cpuSeconds, stdout } = processCost(process.execPath, ['-e', 'console.log("done")']);
    expect(stdout).toContain('done');
    expect(cpuSeconds).toBeGreaterThan(0);
    expect(() => processCost(process.execPath, ['-e', 'process.exit(3)'])).toThrow(BenchmarkError);
  });
});
