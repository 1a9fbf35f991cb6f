import type { WrittenScenario } from '@packetloom/language';
import { unambiguousScenario } from '../arbitraries/scenario.js';
import { record } from '../observe/recording.js';
import type { Property } from './property.js';
import { hasUniquePaths } from './uniquePaths.js';

const name = 'order-of-nodes';

/** Names count, places in the file do not. */
export const orderOfNodes: Property = {
  invariants: [
    {
      name,
      meaning:
        'Where every shortest path is the only one, and routers take no loopback addresses one after the other, the order in which nodes are declared changes nothing: the fingerprint stays the same.',
    },
  ],
  scenarios: unambiguousScenario,
  admits: (scenario) => scenario.addressing?.loopbacks === 'none' && hasUniquePaths(scenario),
  weight: 1,
  examine(scenario) {
    const one = record(scenario).result?.fingerprint;
    const other = record(reversed(scenario)).result?.fingerprint;
    return one === other ? null : { name, message: `fingerprints ${one} and, reversed, ${other}` };
  },
};

function reversed(scenario: WrittenScenario): WrittenScenario {
  const nodes = Object.fromEntries(Object.entries(scenario.nodes ?? {}).reverse());
  return { ...scenario, nodes };
}
