import type { WrittenScenario } from '@packetloom/language';
import { runScenario } from '@packetloom/scenarios';
import { describe, expect, it } from 'vitest';
import { anyScenario } from './arbitraries/scenario.js';
import { failureFile, replayCommand } from './failureFile.js';
import { type FuzzFailure, fuzz } from './fuzz.js';
import { runsEnd } from './invariants/termination.js';
import { loadText, record } from './observe/recording.js';
import { scenarioYaml } from './observe/scenarioYaml.js';
import { PROPERTIES, type Property } from './properties/index.js';

/** Broken by every scenario in which anything is delivered. */
const brokenProperty: Property = {
  invariants: [{ name: 'nothing-is-delivered', meaning: 'No socket ever gets anything.' }],
  scenarios: anyScenario,
  weight: 1,
  examine(scenario) {
    const delivered = record(scenario).result?.accounting.delivered ?? 0;
    return delivered === 0 ? null : { name: 'nothing-is-delivered', message: `${delivered}` };
  },
};

const always = () => true;

async function findFailure(property: Property, seed = 7): Promise<FuzzFailure> {
  const options = { properties: [property], only: null, seed, runs: 500, mayGoOn: always };
  const { failure } = await fuzz(options);
  if (failure === null) throw new Error('nothing was found');
  return failure;
}

/** The failure of that property, which takes seconds to make small. */
let found: Promise<FuzzFailure> | null = null;
function delivery(): Promise<FuzzFailure> {
  found ??= findFailure(brokenProperty);
  return found;
}

describe('fuzz', () => {
  it('finds nothing in the scenarios of a round, some of each property', async () => {
    const options = { properties: PROPERTIES, only: null, seed: 11, runs: 24, mayGoOn: always };
    expect(await fuzz(options)).toEqual({ runs: 24, failure: null });
  });

  it('makes a failure small', async () => {
    const { scenario } = await delivery();
    expect(scenario.events).toHaveLength(1);
    expect(scenario.links).toHaveLength(1);
    expect(Object.keys(scenario.nodes ?? {})).toHaveLength(2);
  });

  it.each([1, 2, 3])(
    'leaves what is needed: here two links and one datagram (seed %i)',
    async (seed) => {
      // A fault in cutting datagrams, say: seen where a router does it.
      const property: Property = {
        invariants: [
          { name: 'routers-never-cut', meaning: 'No router fragments what a node made.' },
        ],
        scenarios: anyScenario,
        weight: 1,
        examine(scenario) {
          const { events } = record(scenario);
          const made = new Set<string>();
          for (const event of events) {
            if (event.type === 'originated') made.add(`${event.host} ${event.packet.identity}`);
            if (event.type !== 'fragmented') continue;
            const isOwn = made.has(`${event.host} ${event.packet.identity}`);
            if (!isOwn) return { name: 'routers-never-cut', message: event.host };
          }
          return null;
        },
      };
      const { scenario } = await findFailure(property, seed);
      const { nodes = {}, links = [], segments = {}, events = [] } = scenario;
      expect(Object.keys(nodes).length).toBeLessThanOrEqual(3);
      expect(links.length + Object.keys(segments).length).toBeLessThanOrEqual(2);
      expect(events).toHaveLength(1);
      const parameters = links.flatMap((link) =>
        Object.keys(link).filter((key) => !['name', 'endpoints'].includes(key)),
      );
      expect(parameters.length).toBeLessThanOrEqual(2);
      expect(scenarioYaml(scenario).split('\n').length).toBeLessThan(16);
    },
  );

  it('tells of a scenario that is no valid file, makes it smaller, and finds it again', async () => {
    const property: Property = {
      ...brokenProperty,
      scenarios: anyScenario.map((scenario) => ({ ...scenario, seed: -1 })),
    };
    const { finding, scenario, seed, path } = await findFailure(property);
    expect(finding.name).toBe('is-valid');
    expect(finding.message).toContain('-1 is out of range');
    expect(scenario).toEqual({ schema: 1, name: 'fuzz', seed: -1 });
    const options = { properties: [property], only: 'is-valid', seed, path, runs: 1 };
    const again = await fuzz({ ...options, mayGoOn: always });
    expect(again.failure?.scenario).toEqual(scenario);
  });

  it('stops at once when it is interrupted, with what was found by then', async () => {
    const options = { properties: [brokenProperty], only: null, seed: 7, runs: 500 };
    let tries = 0;
    const { failure } = await fuzz({
      ...options,
      mayGoOn: always,
      onFound: () => {
        tries++;
      },
      isInterrupted: () => tries >= 3,
    });
    expect(failure?.tries).toBe(3);
    expect(failure?.finding.name).toBe('nothing-is-delivered');
  });

  it('finds a failure again by seed and path, at the first try', async () => {
    const { seed, path } = await delivery();
    const again = await fuzz({
      properties: [brokenProperty],
      only: null,
      seed,
      path,
      runs: 1,
      shrink: false,
      mayGoOn: always,
    });
    expect(again.failure?.finding.name).toBe('nothing-is-delivered');
  });

  it('stops when there is no time left', async () => {
    const options = { properties: PROPERTIES, only: null, seed: 1, runs: 1000 };
    expect(await fuzz({ ...options, mayGoOn: () => false })).toEqual({ runs: 0, failure: null });
  });
});

describe('a failure file', () => {
  it('stops a run that never ends, and fails for what had happened by then', () => {
    const nodes = { h1: { kind: 'host' }, h2: { kind: 'host' } } as const;
    const udp = { from: 'h1', to: 'h2:5000', count: 10_000_000, interval: '1s' };
    const scenario: WrittenScenario = {
      schema: 1,
      name: 'on-and-on',
      nodes,
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }],
      events: [{ at: '0s', udp }],
    };
    const violation = runsEnd.check(record(scenario));
    if (violation === null) expect.unreachable('it ended');
    const finding = { name: runsEnd.name, ...violation };
    const { text } = failureFile({ finding, scenario, seed: 1, path: '0', runs: 1, tries: 0 });
    const { passed, expectations } = runScenario(loadText(text));
    expect(passed).toBe(false);
    expect(expectations.map(({ error }) => error)).toEqual([null]);
  });

  it('does not expect what the run does in the end, though the invariant is broken', async () => {
    const { finding, ...rest } = await delivery();
    const { text } = failureFile({
      ...rest,
      finding: { ...finding, expectation: 'run.events > 0' },
    });
    expect(text).toContain('CEL cannot say');
    expect(runScenario(loadText(text)).passed).toBe(false);
  });

  it.each(['run.events == 0', undefined])(
    'fails when it is run, by what CEL can say or as good as it can (%s)',
    async (expectation) => {
      const { finding, ...rest } = await delivery();
      const { expectation: _, ...told } = finding;
      const failure = {
        ...rest,
        finding: expectation === undefined ? told : { ...told, expectation },
      };
      const { name, text } = failureFile(failure);
      expect(name).toBe(`nothing-is-delivered-${failure.seed}.yaml`);
      expect(text).toContain(`# ${replayCommand(failure)}\n`);
      expect(text.includes('CEL cannot say')).toBe(expectation === undefined);
      const result = runScenario(loadText(text));
      expect(result.passed).toBe(false);
      expect(result.expectations.map(({ passed, error }) => ({ passed, error }))).toEqual([
        { passed: false, error: null },
      ]);
    },
  );
});
