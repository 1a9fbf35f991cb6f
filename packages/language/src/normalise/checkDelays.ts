import { MAX_TIME_NS } from '@packetloom/sim';
import type { Context } from '../context/context.js';
import type { ScenarioDocument } from '../scenario/scenarioDocument.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';

/** Paths by delay add delays up: all of them together must be a time that there is. */
export function checkDelays(
  document: ScenarioDocument,
  written: WrittenScenario,
  { findings, pathOf }: Context,
): void {
  const { routing, nodes, links, segments } = document;
  if (routing.kind !== 'shortest-path' || routing.by !== 'delay') return;
  const routers = new Set(nodes.filter(({ kind }) => kind === 'router').map(({ name }) => name));
  const totals = [
    ...links.map(({ forward, reverse }) => forward.delayNs + reverse.delayNs),
    // From each port to that of each router.
    ...segments.map(({ ports }) => {
      const last = ports.filter(({ end }) => routers.has(end.node));
      const sum = (delays: readonly number[]) => delays.reduce((all, one) => all + one, 0);
      const to = sum(ports.map(({ forward }) => forward.delayNs)) * last.length;
      return to + sum(last.map(({ reverse }) => reverse.delayNs)) * ports.length;
    }),
  ];
  if (totals.reduce((all, one) => all + one, 0) <= MAX_TIME_NS) return;
  const longest = totals.indexOf(Math.max(...totals));
  const ownLinks = written.links ?? [];
  const own =
    ownLinks[longest - (links.length - ownLinks.length)] ??
    written.segments?.[segments[longest - links.length]?.name ?? ''];
  const message = `the delays of all links together are more than ${MAX_TIME_NS}ns (104 days), so paths cannot be compared by delay: make this one shorter, or take routing: { by: hops }`;
  findings.add({ path: own === undefined ? [] : [...pathOf(own), 'delay'], message });
}
