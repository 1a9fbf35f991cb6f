import { type Benchmark, BenchmarkError, type Trial, type Work } from '../benchmark.js';
import type { Measurement } from './measurement.js';
import { median } from './median.js';

const US_PER_SECOND = 1e6;

/** How often a benchmark is run. */
export interface MeasureOptions {
  /** Timed runs; the median counts. */
  readonly runs: number;
  /** Whether one run more comes first, untimed, so that all code is compiled. */
  readonly warmUp: boolean;
}

interface Run {
  readonly seconds: number;
  readonly setupSeconds: number;
  readonly bytesPerNode: number | null;
  readonly work: Work;
}

/** Measures a benchmark in this process, which should do nothing else. */
export function measure(benchmark: Benchmark, { runs, warmUp }: MeasureOptions): Measurement {
  if (warmUp) runOnce(benchmark);
  const all = Array.from({ length: runs }, () => runOnce(benchmark));
  const { work } = all[0] as Run;
  for (const { work: other } of all) {
    if (other.hops === work.hops && other.events === work.events) continue;
    throw new BenchmarkError(`${benchmark.title} does not do the same in every run`);
  }
  const seconds = median(all.map((run) => run.seconds));
  const { hops, events, extra = {} } = work;
  return {
    benchmark: benchmark.title,
    hops,
    seconds,
    runSeconds: all.map((run) => run.seconds),
    hopsPerSecond: hops / seconds,
    events,
    eventsPerSecond: events / seconds,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
    setupSeconds: median(all.map((run) => run.setupSeconds)),
    bytesPerNode: all[0]?.bytesPerNode ?? null,
    extra: Object.fromEntries(
      Object.entries(extra).flatMap(([name, value]) => [
        [name, value],
        [`${name}PerSecond`, value / seconds],
      ]),
    ),
  };
}

function runOnce(benchmark: Benchmark): Run {
  collectGarbage();
  const before = usedBytes();
  const began = process.cpuUsage();
  const trial: Trial = benchmark.prepare();
  const setupSeconds = secondsSince(began);
  collectGarbage();
  const bytesPerNode = trial.nodes === 0 ? null : (usedBytes() - before) / trial.nodes;
  const started = process.cpuUsage();
  trial.run();
  const seconds = secondsSince(started);
  return { seconds, setupSeconds, bytesPerNode, work: trial.verify() };
}

/** Of the processor, so that others on the machine disturb little: user and system, the collector's threads too. */
function secondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / US_PER_SECOND;
}

/** Objects and buffers that are alive. */
function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Runs are to begin with a clean heap; Node shows its collector with `--expose-gc`. */
function collectGarbage(): void {
  globalThis.gc?.();
}
