import type { WrittenScenario } from '@packetloom/language';
import { RunawayError } from '@packetloom/runner';
import { runScenario } from '@packetloom/scenarios';
import { hostilelyNamed } from '../arbitraries/hostileNames.js';
import { plainlyNamedScenario } from '../arbitraries/scenario.js';
import { tautologies } from '../arbitraries/tautologies.js';
import { loadText } from '../observe/recording.js';
import { scenarioYaml } from '../observe/scenarioYaml.js';
import type { Finding, Property } from './property.js';

const name = 'expectations-are-judged';

/** More take too long where each is followed by a look at every app. */
const MAX_EVENTS = 3000;

/** Whatever things are called, and at every moment. */
export const expectationsJudged: Property = {
  invariants: [
    {
      name,
      meaning:
        'Expectations that are true of every run hold: sums of apps after every event, aggregates over nodes, links, segments and apps, whatever these are called (`constructor`, `size`, `null`), and nothing is there that has no such name.',
    },
  ],
  scenarios: hostilelyNamed(plainlyNamedScenario).map(withTautologies),
  weight: 1,
  examine(scenario) {
    const loaded = loadText(scenarioYaml(scenario));
    try {
      const { expectations } = runScenario(loaded, { maxEvents: MAX_EVENTS });
      const failed = expectations.find(({ passed, error }) => !passed || error !== null);
      return failed === undefined ? null : finding(failed.error ?? JSON.stringify(failed));
    } catch (thrown) {
      if (thrown instanceof RunawayError) return null;
      return finding(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    }
  },
};

function withTautologies(scenario: WrittenScenario): WrittenScenario {
  return { ...scenario, expect: tautologies(scenario) };
}

function finding(message: string): Finding {
  return { name, message };
}
