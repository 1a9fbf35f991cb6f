import { createSimulation } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { scenario, TWO_HOSTS } from '../../test/scenario.js';
import { runScenario } from '../run/runScenario.js';
import { RunawayError, RunGuard } from './runGuard.js';

/** What a guard says about a clock that fires an event every so often. */
function guarded(everyNs: number, maxEvents?: number): string {
  const simulation = createSimulation({ seed: 1 });
  const { clock } = simulation;
  const again = { fire: () => void clock.schedule(everyNs, again) };
  clock.schedule(0, again);
  const guard = new RunGuard(simulation, 'a', maxEvents, 1000);
  try {
    while (clock.nowNs < 1e6) guard.look(simulation.run({ maxEvents: guard.allowed(100) }));
  } catch (error) {
    if (!(error instanceof RunawayError)) throw error;
    return `${error.code} ${error.message}`;
  }
  return `${clock.events} events`;
}

describe('a run that has no end', () => {
  it('is given up when time stands still', () => {
    expect(guarded(0)).toBe(
      'time-stands-still a: 1000 events at 0ns, and time stands still: something causes itself without any delay (a script, or links without rate and delay)',
    );
    expect(guarded(1)).toMatch(/^1\d{6} events$/);
  });

  it('is given up when it has more events than the user allows', () => {
    expect(guarded(1, 5050)).toBe(
      'max-events a: more than 5050 events at 5.049us, the most allowed: a scenario that does not end by itself needs a stop; --max-events allows more',
    );
  });
});

describe('a scenario with a limit of events', () => {
  const PINGS = `
${TWO_HOSTS}
events:
  - { at: 1s, ping: { from: h1, to: h2, count: 3 } }`;
  const run = (text: string, maxEvents: number) =>
    runScenario(scenario(text), { maxEvents }).events;

  it.each([
    ['that is only looked at in the end', ''],
    ['with expectations at times', 'expect: [{ that: run.events > 0, at: 1.5s }]'],
    ['that is looked at after each event', 'expect: [{ never: run.unaccounted > 0 }]'],
  ])('%s runs with as many as it has, and not with one less', (_, expect_) => {
    const text = `${PINGS}\n${expect_}`;
    const { events } = runScenario(scenario(text));
    expect(run(text, events)).toBe(events);
    expect(() => run(text, events - 1)).toThrow(`more than ${events - 1} events`);
  });
});
