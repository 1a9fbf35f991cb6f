import { isDeepStrictEqual } from 'node:util';
import type { WrittenScenario } from '@packetloom/language';
import { anyScenario } from '../arbitraries/scenario.js';
import { type Recording, record } from '../observe/recording.js';
import type { Property } from './property.js';

const name = 'fingerprint-sees-all';

/** A fingerprint stands for all that happened. */
export const fingerprintSees: Property = {
  invariants: [
    {
      name,
      meaning:
        'A scenario without its last app has another fingerprint, unless every counter of every node, every link and every other app says the same.',
    },
  ],
  scenarios: anyScenario,
  weight: 1,
  examine(scenario) {
    const shorter = withoutLastApp(scenario);
    if (shorter === null) return null;
    const [one, other] = [record(scenario), record(shorter.scenario)];
    if (one.result?.fingerprint !== other.result?.fingerprint) return null;
    const [seen, unseen] = [one, other].map((recording) => figures(recording, shorter.app));
    for (const [what, value] of Object.entries(seen ?? {})) {
      if (isDeepStrictEqual(value, unseen?.[what])) continue;
      const values = [value, unseen?.[what]].map((each) => JSON.stringify(each));
      const message = `${what} is ${values[0]} with ${shorter.app} and ${values[1]} without, under one fingerprint`;
      return { name, message };
    }
    return null;
  },
};

function withoutLastApp(
  scenario: WrittenScenario,
): { readonly scenario: WrittenScenario; readonly app: string } | null {
  const { events = [] } = scenario;
  const index = events.findLastIndex((event) => event.name !== undefined);
  const app = events[index]?.name;
  if (app === undefined) return null;
  return { scenario: { ...scenario, events: events.toSpliced(index, 1) }, app };
}

/** What a run comes to, but for the app itself. */
function figures({ result }: Recording, app: string): Readonly<Record<string, unknown>> {
  if (result === null) return {};
  const { nodes, links, apps, accounting } = result;
  return {
    accounting,
    ...Object.fromEntries(nodes.map((node) => [`node ${node.name}`, node])),
    ...Object.fromEntries(links.map((link) => [`link ${link.name}`, link])),
    ...Object.fromEntries(
      apps.filter(({ name }) => name !== app).map(({ name, scope }) => [`app ${name}`, scope]),
    ),
  };
}
