import type { Ipv4Behaviour } from '@packetloom/core';
import type { Difference } from '../compare/difference.js';
import type { LocatedVector } from '../vector/readVectors.js';
import { behaviourOf } from './hostUnderTest.js';
import { runVector, type VectorRun } from './runVector.js';
import { unsupportedFeature } from './unsupported.js';

/** What became of one vector. */
export type Outcome =
  | { readonly status: 'passed'; readonly located: LocatedVector; readonly run: VectorRun }
  | {
      readonly status: 'failed';
      readonly located: LocatedVector;
      /** In the order of time; at least one. */
      readonly differences: readonly Difference[];
      /** Null if the stack threw. */
      readonly run: VectorRun | null;
    }
  | { readonly status: 'skipped'; readonly located: LocatedVector; readonly reason: string };

/** How a suite is run. */
export interface SuiteOptions {
  /** Profile for every vector; by default each runs under that of the stack it was recorded from. */
  readonly profile?: string | undefined;
  /** Records what hosts tell their observers, too. */
  readonly observed?: boolean;
}

/** Runs vectors one after the other, each on a new host. */
export function* runSuite(
  vectors: Iterable<LocatedVector>,
  options: SuiteOptions = {},
): Iterable<Outcome> {
  for (const located of vectors) yield runLocated(located, options);
}

/** The profile that stands for the stack from which a vector was recorded. */
function profileOf(source: LocatedVector['vector']['source']): string {
  return source === 'gvisor-2021-05-11' ? 'netstack' : 'linux';
}

function runLocated(located: LocatedVector, options: SuiteOptions): Outcome {
  const { vector } = located;
  const profile = options.profile ?? profileOf(vector.source);
  const behaviour = behaviourOf(profile);
  if (behaviour === undefined) {
    return { status: 'skipped', located, reason: `profile ${profile} is not built yet` };
  }
  const missing = unsupportedFeature(vector);
  if (missing !== null) return { status: 'skipped', located, reason: missing };
  return runGuarded(located, behaviour, options.observed === true);
}

/** A stack that throws fails its vector; the others still run. */
function runGuarded(located: LocatedVector, behaviour: Ipv4Behaviour, observed: boolean): Outcome {
  let run: VectorRun;
  try {
    run = runVector(located.vector, behaviour, observed);
  } catch (error) {
    const difference = thrown(error, observed);
    return { status: 'failed', located, differences: [difference], run: null };
  }
  const { differences } = run.comparison;
  if (differences.length === 0) return { status: 'passed', located, run };
  return { status: 'failed', located, differences, run };
}

function thrown(error: unknown, withStack: boolean): Difference {
  const detail = withStack && error instanceof Error ? error.stack : undefined;
  return {
    atMs: null,
    subject: 'the stack',
    field: null,
    expected: 'a run to the end',
    got: `exception: ${error instanceof Error ? error.message : String(error)}`,
    reference: 'a bug: the stack throws nothing for any input',
    ...(detail !== undefined && { detail }),
  };
}
