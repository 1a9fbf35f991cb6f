import type { WrittenScenario } from '@packetloom/scenarios';
import fc from 'fast-check';
import { RefusedScenario } from './observe/recording.js';
import type { Finding, Property } from './properties/index.js';
import { reduceScenario } from './reduce.js';

/** What shall be done. */
export interface FuzzOptions {
  readonly properties: readonly Property[];
  /** Look for this promise alone; null: for all. */
  readonly only: string | null;
  readonly seed: number;
  /** Scenarios in all; they are shared out by the weights of the properties. */
  readonly runs: number;
  /** Whether there is time for more. */
  readonly mayGoOn: () => boolean;
  /** Whether a failure is made smaller. Default true. */
  readonly shrink?: boolean;
  /** Where fast-check shall begin: the path of a failure. */
  readonly path?: string;
  /** Called after each batch with the number of runs so far. */
  readonly onProgress?: (runs: number) => void;
}

/** A failure, shrunk, with all that is needed to see it again. */
export interface FuzzFailure {
  readonly finding: Finding;
  readonly scenario: WrittenScenario;
  readonly seed: number;
  readonly path: string;
  /** Scenarios until then. */
  readonly runs: number;
  readonly shrinks: number;
}

/** What came of it. */
export interface FuzzResult {
  readonly runs: number;
  readonly failure: FuzzFailure | null;
}

/** Every generated scenario is a valid file. */
const REFUSED = 'is-valid';
/** Runs between two looks at the clock. */
const BATCH = 24;
/** Scenarios that are tried to make a failure smaller. */
const MOST_SHRINKS = 600;

/** Looks for scenarios that break a promise, until one is found, the runs are done or time is over. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { runs: wanted, seed, path } = options;
  const batches = batchesOf(options.properties);
  let runs = 0;
  for (let round = 0; runs < wanted && options.mayGoOn(); round++) {
    for (const [property, share] of batches) {
      if (runs >= wanted) break;
      const count = Math.min(share, wanted - runs);
      const failure = await search(property, options.only, {
        seed: seed + round,
        numRuns: count,
        endOnFailure: options.shrink === false,
        ...(path === undefined ? {} : { path }),
      });
      if (failure !== null) return { runs: runs + failure.runs, failure };
      runs += count;
    }
    options.onProgress?.(runs);
    if (path !== undefined) break;
  }
  return { runs, failure: null };
}

/** Each property with its part of a round. */
function batchesOf(properties: readonly Property[]): readonly (readonly [Property, number])[] {
  const total = properties.reduce((sum, { weight }) => sum + weight, 0);
  return properties.map((property) => [
    property,
    Math.max(1, Math.round((BATCH * property.weight) / total)),
  ]);
}

async function search(
  property: Property,
  only: string | null,
  parameters: { seed: number; numRuns: number; endOnFailure: boolean; path?: string },
): Promise<FuzzFailure | null> {
  let found: Finding | null = null;
  let tries = 0;
  const outcome = await fc.check(
    fc.asyncProperty(property.scenarios, async (scenario) => {
      // A smaller scenario shall break the same promise, and not take for ever to find.
      if (found !== null && ++tries > MOST_SHRINKS) return true;
      const finding = await examine(property, scenario, only ?? found?.name ?? null);
      // What is smaller and broken in another way is another failure.
      if (finding === null || (found !== null && finding.name !== found.name)) return true;
      found = finding;
      return false;
    }),
    { ...parameters, includeErrorInReport: false },
  );
  if (!outcome.failed || outcome.counterexample === null) return null;
  const [scenario] = outcome.counterexample;
  const name = only ?? (found as Finding | null)?.name ?? null;
  // Parts are missing from what is left of a scenario: nobody would know a refusal for the same.
  const keepsWhole = parameters.endOnFailure || name === REFUSED;
  const smallest = keepsWhole
    ? scenario
    : await reduceScenario(scenario, (smaller) => breaksSame(property, smaller, name));
  const finding = (await examine(property, smallest, name)) ?? found;
  if (finding === null) throw new Error('a failure that is none');
  const { counterexamplePath, numRuns, numShrinks: shrinks } = outcome;
  const path = counterexamplePath ?? '';
  const { seed } = parameters;
  return { finding, scenario: smallest, seed, path, runs: numRuns, shrinks };
}

async function breaksSame(
  property: Property,
  scenario: WrittenScenario,
  name: string | null,
): Promise<boolean> {
  return (await examine(property, scenario, name))?.name === name;
}

/** A scenario that is refused is a mistake of the generator; a comparison that throws is a finding. */
async function examine(
  property: Property,
  scenario: WrittenScenario,
  only: string | null,
): Promise<Finding | null> {
  await nextTurn();
  try {
    return property.examine(scenario, only);
  } catch (error) {
    if (error instanceof RefusedScenario) return { name: REFUSED, message: error.message };
    throw error;
  }
}

/**
 * The container of a simulation holds weak references, and what they refer to lives until the turn of the
 * event loop ends: without this, thousands of runs in one turn fill the memory.
 */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
