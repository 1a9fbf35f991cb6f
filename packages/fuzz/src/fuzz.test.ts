import { runScenario } from '@packetloom/scenarios';
import { describe, expect, it } from 'vitest';
import { anyScenario } from './arbitraries/scenario.js';
import { failureFile, replayCommand } from './failureFile.js';
import { type FuzzFailure, fuzz } from './fuzz.js';
import { loadText, record } from './observe/recording.js';
import { PROPERTIES, type Property } from './properties/index.js';

/** Broken by every scenario in which anything is delivered. */
function brokenProperty(expectation: string | undefined): Property {
  return {
    promises: [{ name: 'nothing-is-delivered', meaning: 'No socket ever gets anything.' }],
    scenarios: anyScenario,
    weight: 1,
    examine(scenario) {
      const delivered = record(scenario).result?.accounting.delivered ?? 0;
      if (delivered === 0) return null;
      return { name: 'nothing-is-delivered', message: `${delivered} delivered`, expectation };
    },
  };
}

const always = () => true;

async function findFailure(property: Property): Promise<FuzzFailure> {
  const options = { properties: [property], only: null, seed: 7, runs: 500, mayGoOn: always };
  const { failure } = await fuzz(options);
  if (failure === null) throw new Error('nothing was found');
  return failure;
}

describe('fuzz', () => {
  it('finds nothing in sixty scenarios', async () => {
    const options = { properties: PROPERTIES, only: null, seed: 11, runs: 60, mayGoOn: always };
    expect(await fuzz(options)).toEqual({ runs: 60, failure: null });
  });

  it('makes a failure small', async () => {
    const { scenario } = await findFailure(brokenProperty(undefined));
    expect(scenario.events).toHaveLength(1);
    expect(scenario.links).toHaveLength(1);
    expect(Object.keys(scenario.nodes ?? {})).toHaveLength(2);
  });

  it('finds a failure again by seed and path, at the first try', async () => {
    const property = brokenProperty(undefined);
    const { seed, path } = await findFailure(property);
    const again = await fuzz({
      properties: [property],
      only: null,
      seed,
      path,
      runs: 1,
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
  it.each(['run.events == 0', undefined])(
    'fails when it is run, by what CEL can say or as good as it can (%s)',
    async (expectation) => {
      const failure = await findFailure(brokenProperty(expectation));
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
