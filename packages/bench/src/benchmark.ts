/** Options of a benchmark as the command line gives them; each benchmark knows some of them. */
export interface BenchmarkOptions {
  readonly routers?: number;
  readonly packets?: number;
  readonly hosts?: number;
  readonly size?: number;
  readonly routes?: RouteKind;
  readonly pending?: number;
  readonly flows?: number;
  readonly seconds?: number;
  readonly observer?: ObserverKind;
}

/** Where the next hops of a grid come from: a rule over the address, or shortest paths. */
export type RouteKind = 'rule' | 'computed';

/** What watches the chain of `observed`. */
export type ObserverKind = 'none' | 'events' | 'capture';

/** What a run did; the same in every run of a benchmark. */
export interface Work {
  /** Link traversals of packets. */
  readonly hops: number;
  /** Events that fired. */
  readonly events: number;
  /** What is counted besides: `payloadBytes`, `timersFired`. */
  readonly extra?: Readonly<Record<string, number>>;
}

/** Something that is set up, and can be run once. */
export interface Trial {
  /** Nodes that were set up, or 0 where there are none. */
  readonly nodes: number;
  /** The timed part. */
  run(): void;
  /** Checks that all work was done, and tells how much; throws a {@link BenchmarkError} if not. */
  verify(): Work;
}

/** A benchmark with all its options chosen. */
export interface Benchmark {
  /** Name and options as on the command line: `chain --routers 8`. */
  readonly title: string;
  /** What is set up anew for each run; the set-up is timed too. */
  prepare(): Trial;
}

/** A family of benchmarks: a name, and what is run unless options choose. */
export interface BenchmarkFamily {
  readonly name: string;
  /** One line for the help. */
  readonly summary: string;
  /** The options of each member that is run when none are given. */
  readonly members: readonly BenchmarkOptions[];
  /** Makes a benchmark; what an option leaves open has a default. */
  create(options: BenchmarkOptions): Benchmark;
}

/** The work was not done as it should have been, or something was asked that cannot be. */
export class BenchmarkError extends Error {
  override readonly name = 'BenchmarkError';
  readonly code = 'benchmark-failed';
}

/** Throws unless both are equal. */
export function mustBe(what: string, actual: number, expected: number): void {
  if (actual !== expected) throw new BenchmarkError(`${what}: ${actual}, expected ${expected}`);
}
