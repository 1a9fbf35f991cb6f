import type { WrittenScenario } from '@packetloom/language';
import fc from 'fast-check';
import { loadText, RefusedScenario } from './observe/recording.js';
import { scenarioYaml } from './observe/scenarioYaml.js';
import { type Finding, IS_VALID, type Property } from './properties/index.js';
import { reduceScenario } from './reduce.js';

/** What shall be done. */
export interface FuzzOptions {
  readonly properties: readonly Property[];
  /** Look for this invariant alone; null: for all. */
  readonly only: string | null;
  readonly seed: number;
  /** Scenarios in all; they are shared out by the weights of the properties. */
  readonly runs: number;
  /** Whether there is time for more. */
  readonly mayGoOn: () => boolean;
  /** Whether a failure is made smaller. Default true. */
  readonly shrink?: boolean;
  /** Look at nothing but the scenario of this path, which a failure was found with. */
  readonly path?: string;
  /** Called after each batch with the number of runs so far. */
  readonly onProgress?: (runs: number) => void;
  /** Called while what was found is made smaller, with the number of scenarios tried for that. */
  readonly onFound?: (name: string, tries: number) => void;
  /** Whether to stop at once, with what there is by then: nothing, or a failure that could be smaller. */
  readonly isInterrupted?: () => boolean;
}

/** A failure, shrunk, with all that is needed to see it again. */
export interface FuzzFailure {
  readonly finding: Finding;
  readonly scenario: WrittenScenario;
  readonly seed: number;
  readonly path: string;
  /** Scenarios until then. */
  readonly runs: number;
  /** Scenarios that were tried to make it smaller. */
  readonly tries: number;
}

/** What came of it. */
export interface FuzzResult {
  readonly runs: number;
  readonly failure: FuzzFailure | null;
}

/** Runs between two looks at the clock. */
const BATCH = 24;

/** Looks for scenarios that violate an invariant, until one is found, the runs are done or time is over. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { runs: wanted, seed, isInterrupted = () => false } = options;
  if (options.path !== undefined) return followPath(options, options.path);
  const batches = batchesOf(options.properties);
  let runs = 0;
  for (let round = 0; runs < wanted && options.mayGoOn(); round++) {
    for (const [property, share] of batches) {
      if (runs >= wanted || isInterrupted()) break;
      const numRuns = Math.min(share, wanted - runs);
      const found = await search(property, options, { seed: seed + round, numRuns });
      runs += found.runs;
      if (found.failure !== null) return { runs, failure: found.failure };
    }
    if (isInterrupted()) break;
    options.onProgress?.(runs);
  }
  return { runs, failure: null };
}

/** The path of a failure, which is one of any of the properties: each generates other scenarios. */
async function followPath(options: FuzzOptions, path: string): Promise<FuzzResult> {
  let runs = 0;
  for (const property of options.properties) {
    const found = await search(property, options, { seed: options.seed, numRuns: 1, path });
    runs += found.runs;
    if (found.failure !== null) return { runs, failure: found.failure };
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

/** One batch of a property. */
async function search(
  property: Property,
  { only, shrink = true, onFound, isInterrupted = () => false }: FuzzOptions,
  parameters: { readonly seed: number; readonly numRuns: number; readonly path?: string },
): Promise<FuzzResult> {
  let found: Finding | null = null;
  let runs = 0;
  const outcome = await fc.check(
    fc.asyncProperty(property.scenarios, async (scenario) => {
      if (isInterrupted()) return true;
      runs++;
      found = await examine(property, scenario, only);
      return found === null;
    }),
    // What follows makes it smaller, and knows more of scenarios.
    { ...parameters, endOnFailure: true, includeErrorInReport: false },
  );
  const first = found as Finding | null;
  if (outcome.counterexample === null || first === null) return { runs, failure: null };
  const [scenario] = outcome.counterexample;
  let tries = 0;
  const breaks = async (smaller: WrittenScenario) => {
    if (isInterrupted()) return false;
    onFound?.(first.name, ++tries);
    const finding = await examine(property, smaller, first.name);
    return finding !== null && isSame(finding, first) && property.admits?.(smaller) !== false;
  };
  const smallest = shrink ? await reduceScenario(scenario, breaks) : scenario;
  const finding = (await examine(property, smallest, first.name)) ?? first;
  const path = outcome.counterexamplePath ?? '';
  const { seed } = parameters;
  return { runs, failure: { finding, scenario: smallest, seed, path, runs, tries } };
}

/** Parts are missing from what is made smaller: a refusal for another reason is another one. */
function isSame(one: Finding, other: Finding): boolean {
  if (one.name !== other.name) return false;
  return one.name !== IS_VALID.name || one.message === other.message;
}

/** A scenario that is refused is a mistake of the generator; a comparison that throws is a finding. */
async function examine(
  property: Property,
  scenario: WrittenScenario,
  only: string | null,
): Promise<Finding | null> {
  await nextTurn();
  try {
    if (only !== IS_VALID.name) return property.examine(scenario, only);
    loadText(scenarioYaml(scenario));
    return null;
  } catch (error) {
    if (error instanceof RefusedScenario) return { name: IS_VALID.name, message: error.message };
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
