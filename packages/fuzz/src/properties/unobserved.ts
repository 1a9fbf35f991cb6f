import { isDeepStrictEqual } from 'node:util';
import type { WrittenScenario } from '@packetloom/language';
import { runUnobserved } from '@packetloom/runner/internal';
import type { Simulation } from '@packetloom/sim';
import { anyScenario } from '../arbitraries/scenario.js';
import { loadText, record } from '../observe/recording.js';
import { scenarioYaml } from '../observe/scenarioYaml.js';
import type { Property } from './property.js';

const name = 'observation-changes-nothing';

/** More than any generated scenario causes, as where runs are recorded. */
const MAX_EVENTS = 60_000;

/** Whoever looks at a run sees what happens when nobody does. */
export const unobserved: Property = {
  invariants: [
    {
      name,
      meaning:
        'A run that nobody observes ends at the same instant with the same counters, packets on links and accounting as one that is observed.',
    },
  ],
  scenarios: anyScenario,
  weight: 3,
  examine(scenario: WrittenScenario) {
    const recording = record(scenario);
    if (recording.endless || recording.error !== null) return null;
    const run = runUnobserved(loadText(scenarioYaml(scenario)), MAX_EVENTS);
    if (!run.ended) return { name, message: 'it ends if it is observed, and does not otherwise' };
    const observed = traces(recording.simulation);
    const other = traces(run.simulation);
    for (const [what, value] of Object.entries(observed)) {
      if (isDeepStrictEqual(value, other[what])) continue;
      const [seen, unseen] = [value, other[what]].map((each) => JSON.stringify(each));
      return { name, message: `${what}: ${seen} if observed, ${unseen} if not` };
    }
    return null;
  },
};

/** What can be known of a run without having looked at it. */
function traces(simulation: Simulation): Record<string, unknown> {
  const hosts = [...simulation.hosts.values()];
  const links = [...simulation.links.values()];
  return {
    end: simulation.nowNs,
    accounting: simulation.accounting(),
    ...Object.fromEntries(hosts.map((host) => [`node ${host.name}`, host.counters.nonZero()])),
    ...Object.fromEntries(
      links.map(({ name: link, forward, reverse }) => [
        `link ${link}`,
        [forward.stats, reverse.stats],
      ]),
    ),
  };
}
