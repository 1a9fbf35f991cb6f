import type { WrittenScenario } from '@packetloom/scenarios';

/** Scenarios that are tried at most. */
const MOST_TRIES = 300;

/**
 * Takes events, links and nodes out of a scenario as long as `breaks` says that it still breaks the same
 * promise. What refers to something that is gone is refused by the loader and so never taken.
 */
export async function reduceScenario(
  scenario: WrittenScenario,
  breaks: (smaller: WrittenScenario) => Promise<boolean>,
): Promise<WrittenScenario> {
  let tries = 0;
  let smallest = scenario;
  for (let before: WrittenScenario | null = null; before !== smallest; ) {
    before = smallest;
    for (const smaller of parts(smallest)) {
      if (++tries > MOST_TRIES) return smallest;
      if (!(await breaks(smaller))) continue;
      smallest = smaller;
      break;
    }
  }
  return smallest;
}

/** The scenario with one part less, in every way. */
function* parts(scenario: WrittenScenario): Iterable<WrittenScenario> {
  const { events = [], links = [], nodes = {} } = scenario;
  for (const place of events.keys()) yield { ...scenario, events: without(events, place) };
  for (const place of links.keys()) yield { ...scenario, links: without(links, place) };
  for (const name of Object.keys(nodes)) {
    const { [name]: _, ...others } = nodes;
    yield { ...scenario, nodes: others };
  }
  for (const link of links) {
    for (const key of ['reverse', 'rate', 'mtu', 'queue', 'delay'] as const) {
      if (link[key] === undefined) continue;
      const { [key]: _, ...plain } = link;
      yield { ...scenario, links: links.map((other) => (other === link ? plain : other)) };
    }
  }
}

function without<Item>(list: readonly Item[], place: number): Item[] {
  return list.filter((_, at) => at !== place);
}
