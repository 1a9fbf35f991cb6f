import type { WrittenScenario } from '@packetloom/language';
import { fewerAddresses, renumbered, unpinned } from './addresses.js';

type WrittenLink = NonNullable<WrittenScenario['links']>[number];

/** Scenarios that are as large or larger in some way, and simpler in another. */
export function* rewritings(scenario: WrittenScenario): Iterable<WrittenScenario> {
  if (scenario.nodes === undefined) return;
  yield unpinned(scenario);
  yield renumbered(scenario);
  for (const name of Object.keys(scenario.nodes ?? {})) yield* bypassing(scenario, name);
  yield* segmentsAsLinks(scenario);
  if (scenario.events !== undefined) yield* fewerAddresses(scenario);
}

/** A node that joins two links, and one link instead of all three: the first, or the second. */
function* bypassing(scenario: WrittenScenario, name: string): Iterable<WrittenScenario> {
  const { links = [], nodes = {} } = scenario;
  const own = links.filter(({ endpoints }) => endpoints.some((end) => isOf(end, name)));
  const [first, second] = own;
  if (first === undefined || second === undefined || own.length > 2) return;
  const { [name]: _, ...others } = nodes;
  for (const [kept, gone] of [
    [first, second],
    [second, first],
  ] as const) {
    const far = gone.endpoints.find((end) => !isOf(end, name));
    if (far === undefined) continue;
    const [one, other] = kept.endpoints.map((end) => (isOf(end, name) ? far : end));
    if (one === undefined || other === undefined) continue;
    const joined: WrittenLink = { ...kept, endpoints: [one, other] };
    const rest = links.filter((link) => link !== gone);
    const straight = rest.map((link) => (link === kept ? joined : link));
    yield unpinned({ ...scenario, nodes: others, links: straight });
  }
}

function isOf(end: string, node: string): boolean {
  return end.startsWith(`${node}:`);
}

/** A segment of two NICs as a link. */
function* segmentsAsLinks(scenario: WrittenScenario): Iterable<WrittenScenario> {
  const { links = [], segments = {} } = scenario;
  for (const [name, segment] of Object.entries(segments)) {
    const { attach, rate, delay = '1us', mtu, queue } = segment;
    const [one, other, more] = attach.map((each) =>
      typeof each === 'string' ? each : each.endpoint,
    );
    if (one === undefined || other === undefined || more !== undefined) continue;
    const { [name]: _, ...others } = segments;
    const given = Object.entries({ rate, delay, mtu, queue }).filter(([, value]) => value);
    const link: WrittenLink = { endpoints: [one, other], ...Object.fromEntries(given) };
    yield { ...scenario, segments: others, links: [...links, link] };
  }
}
