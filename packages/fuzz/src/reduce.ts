import type { WrittenScenario } from '@packetloom/scenarios';

type WrittenEvent = NonNullable<WrittenScenario['events']>[number];
type Receivers = NonNullable<WrittenEvent['multicast']>['receivers'];

/** Scenarios that are tried at most. */
const MOST_TRIES = 500;

/**
 * Takes events, links, segments, nodes and parameters out of a scenario as long as `breaks` says that it still breaks the same
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
    yield { ...scenario, nodes: lacking(nodes, name) };
  }
  const { segments, ...unsegmented } = scenario;
  if (segments !== undefined) {
    yield unsegmented;
    for (const name of Object.keys(segments))
      yield { ...scenario, segments: lacking(segments, name) };
  }
  // What is left out has its default.
  for (const link of links) {
    for (const key of Object.keys(link)) {
      const plain = lacking(link, key);
      yield { ...scenario, links: links.map((other) => (other === link ? plain : other)) };
    }
  }
  for (const [name, segment] of Object.entries(segments ?? {})) {
    for (const key of Object.keys(segment)) {
      yield { ...scenario, segments: { ...segments, [name]: lacking(segment, key) } };
    }
  }
  for (const [name, node] of Object.entries(nodes)) {
    for (const key of Object.keys(node)) {
      yield { ...scenario, nodes: { ...nodes, [name]: lacking(node, key) } };
    }
  }
  for (const [place, event] of events.entries()) {
    for (const smaller of partsOfEvent(event)) {
      yield { ...scenario, events: events.with(place, smaller) };
    }
  }
  for (const key of ['routing', 'defaults'] as const) yield lacking(scenario, key);
}

/** The event with one setting less in what happens, one receiver less, or one of a receiver's settings. */
function* partsOfEvent(event: WrittenEvent): Iterable<WrittenEvent> {
  const { multicast } = event;
  if (multicast !== undefined) {
    for (const receivers of fewerReceivers(multicast.receivers)) {
      yield { ...event, multicast: { ...multicast, receivers } };
    }
  }
  for (const [kind, what] of Object.entries(event)) {
    if (typeof what !== 'object' || Array.isArray(what)) continue;
    for (const key of Object.keys(what)) yield { ...event, [kind]: lacking(what, key) };
  }
}

function* fewerReceivers(receivers: Receivers): Iterable<Receivers> {
  for (const place of receivers.keys()) {
    const [first, ...others] = without(receivers, place);
    if (first !== undefined) yield [first, ...others];
  }
  for (const [place, receiver] of receivers.entries()) {
    if (typeof receiver === 'string') continue;
    for (const key of Object.keys(receiver)) {
      const [first, ...others] = receivers.with(place, lacking(receiver, key));
      if (first !== undefined) yield [first, ...others];
    }
  }
}

/** Without one of its keys. What must not lack it is refused by the loader. */
function lacking<Item extends object>(item: Item, key: string): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== key)) as Item;
}

function without<Item>(list: readonly Item[], place: number): Item[] {
  return list.filter((_, at) => at !== place);
}
