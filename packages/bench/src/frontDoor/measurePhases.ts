import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type LoadPhase, loadScenario, wholeFileDiagnostic } from '@packetloom/language';
import { type RunPhase, runScenario, styleFor } from '@packetloom/runner';
import { failureReport } from '@packetloom/runner/internal';
import { BenchmarkError } from '../benchmark.js';

/** What a scenario goes through, in this order. */
export const PHASES = ['load', 'check', 'addresses', 'build', 'routes', 'run', 'report'] as const;

/** What a phase took. */
export interface PhaseCost {
  readonly cpuSeconds: number;
  /** Most memory that the process had up to its end. */
  readonly peakRssBytes: number;
}

export type PhaseCosts = Readonly<Record<LoadPhase | RunPhase, PhaseCost>>;

/** Loads and runs a scenario file in this process, which should do nothing else. */
export function measurePhases(path: string): PhaseCosts {
  const meter = new PhaseMeter();
  const onPhase = (phase: LoadPhase | RunPhase) => meter.begin(phase);
  onPhase('load');
  const readSibling = (wanted: string) => ({
    file: wanted,
    bytes: readFileSync(resolve(dirname(path), wanted)),
  });
  const scenario = loadScenario({ file: path, bytes: readFileSync(path), readSibling, onPhase });
  if (!scenario.ok) {
    const { message } = scenario.problems[0] ?? wholeFileDiagnostic(path, 'nothing is known');
    throw new BenchmarkError(`${path} cannot be loaded: ${message}`);
  }
  const result = runScenario(scenario, { onPhase });
  failureReport({ file: path, result, artifacts: {}, warnings: [] }, styleFor({}, {}));
  if (!result.passed) throw new BenchmarkError(`${path} did not pass`);
  return meter.end();
}

class PhaseMeter {
  readonly #costs = new Map<LoadPhase | RunPhase, PhaseCost>();
  #phase: LoadPhase | RunPhase | null = null;
  #began = process.cpuUsage();

  begin(phase: LoadPhase | RunPhase | null): void {
    if (this.#phase !== null) {
      const { user, system } = process.cpuUsage(this.#began);
      const before = this.#costs.get(this.#phase)?.cpuSeconds ?? 0;
      this.#costs.set(this.#phase, {
        cpuSeconds: before + (user + system) / 1e6,
        peakRssBytes: process.resourceUsage().maxRSS * 1024,
      });
    }
    this.#phase = phase;
    this.#began = process.cpuUsage();
  }

  end(): PhaseCosts {
    this.begin(null);
    const none: PhaseCost = { cpuSeconds: 0, peakRssBytes: 0 };
    const costOf = (phase: (typeof PHASES)[number]) => this.#costs.get(phase) ?? none;
    return {
      load: costOf('load'),
      check: costOf('check'),
      addresses: costOf('addresses'),
      build: costOf('build'),
      routes: costOf('routes'),
      run: costOf('run'),
      report: costOf('report'),
    };
  }
}
