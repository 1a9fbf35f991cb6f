import type { Difference } from '../compare/difference.js';
import { compareTcp } from '../tcp/compareTcp.js';
import type { TcpRecording } from '../tcp/packetsOfHost.js';
import { runTcpVector } from '../tcp/runTcpVector.js';
import type { LocatedIpv4Vector, LocatedTcpVector, LocatedVector } from '../vector/readVectors.js';
import { behaviourOf } from './hostUnderTest.js';
import { runVector, type VectorRun } from './runVector.js';
import { unsupportedFeature } from './unsupported.js';

/** A vector that was run, and what was recorded; null if the stack threw. */
type Ran =
  | { readonly kind: 'ipv4'; readonly located: LocatedIpv4Vector; readonly run: VectorRun | null }
  | { readonly kind: 'tcp'; readonly located: LocatedTcpVector; readonly run: TcpRecording | null };

/** What became of one vector. */
export type Outcome =
  | (Ran & { readonly status: 'passed' })
  | (Ran & {
      readonly status: 'failed';
      /** In the order of time; at least one. */
      readonly differences: readonly Difference[];
    })
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
  const profile = options.profile ?? profileOf(located.vector.source);
  return located.kind === 'tcp'
    ? runTcp(located, profile, options)
    : runIpv4(located, profile, options);
}

function runIpv4(located: LocatedIpv4Vector, profile: string, options: SuiteOptions): Outcome {
  const { vector } = located;
  const behaviour = behaviourOf(profile);
  if (behaviour === undefined) {
    return { status: 'skipped', located, reason: `profile ${profile} is not built yet` };
  }
  const missing = unsupportedFeature(vector);
  if (missing !== null) return { status: 'skipped', located, reason: missing };
  const observed = options.observed === true;
  return runGuarded(observed, (failure) => {
    const run = failure === null ? runVector(vector, behaviour, observed) : null;
    const differences = run?.comparison.differences ?? [];
    return outcomeOf({ kind: 'ipv4', located, run }, failure ?? differences);
  });
}

function runTcp(located: LocatedTcpVector, profile: string, options: SuiteOptions): Outcome {
  if (profile !== 'linux') {
    return { status: 'skipped', located, reason: `TCP was not recorded for profile ${profile}` };
  }
  return runGuarded(options.observed === true, (failure) => {
    const run = failure === null ? runTcpVector(located.vector) : null;
    const differences = run === null ? [] : compareTcp(located.vector, run);
    return outcomeOf({ kind: 'tcp', located, run }, failure ?? differences);
  });
}

function outcomeOf(ran: Ran, differences: readonly Difference[]): Outcome {
  if (differences.length === 0) return { ...ran, status: 'passed' };
  return { ...ran, status: 'failed', differences };
}

/** A stack that throws fails its vector; the others still run. */
function runGuarded(
  observed: boolean,
  run: (failure: readonly Difference[] | null) => Outcome,
): Outcome {
  try {
    return run(null);
  } catch (error) {
    return run([thrown(error, observed)]);
  }
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
