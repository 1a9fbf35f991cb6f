import type { WrittenScenario } from '@packetloom/language';
import { UNUSED_NAMES } from './hostileNames.js';

type WrittenExpectation = NonNullable<WrittenScenario['expect']>[number];

/** True of every network, at every moment. */
const OF_ALL = [
  'node.all(n, node[n].ip.packetsSent >= 0 && !(node[n].up && !node[n].up))',
  'node.map(n, n).size() == node.size() && node.filter(n, n in node).size() == node.size()',
  'node.all(n, node[n].drops.all(r, node[n].drops[r] >= 0))',
  'link.all(l, link[l].forward.sent >= 0 && link[l].reverse.delivered >= 0)',
  'link.all(l, link[l].forward.drops.all(r, link[l].forward.drops[r] > 0))',
  'segment.all(s, segment[s].ports.all(p, segment[s].ports[p].forward.sent >= 0))',
  'app.all(a, app[a].inFlight >= 0 && !(app[a].finished && !app[a].begun))',
  '!node.exists(n, n == "nobody") && !("nobody" in app) && app.size() >= 0',
  ...UNUSED_NAMES.map((name) => `!("${name}" in node || "${name}" in link || "${name}" in app)`),
  'run.unaccounted == 0',
];

/** What datagrams are counted by; transfers count octets. */
const OF_DATAGRAMS = 'app.all(a, app[a].sent >= 0 && app[a].lost >= 0 && app[a].received >= 0)';

/** Expectations about all of it and about each part, that hold. */
export function tautologies(
  scenario: WrittenScenario,
): [WrittenExpectation, ...WrittenExpectation[]] {
  const { nodes = {}, events = [] } = scenario;
  const apps = events.flatMap(({ name, multicast, tcp }) => {
    if (name === undefined) return [];
    const app = `app["${name}"]`;
    if (tcp !== undefined) return [`${app}.receivedBytes <= ${app}.sentBytes`, `"${name}" in app`];
    const all = multicast === undefined ? 'sent' : 'expected';
    const sum = `${app}.${all} == ${app}.received + ${app}.lost + ${app}.inFlight`;
    return [sum, `"${name}" in app`];
  });
  const named = Object.keys(nodes).map(
    (node) => `"${node}" in node && node["${node}"].drops.size() >= 0`,
  );
  const transfers = events.some(({ tcp }) => tcp !== undefined);
  const ofApps = transfers ? [] : [OF_DATAGRAMS];
  const [first = 'true', ...others] = [...OF_ALL, ...ofApps, ...named, ...apps];
  return [{ that: first }, ...others.map(asWritten)];
}

/** One after the other in each of the ways to say when. */
function asWritten(cel: string, index: number): WrittenExpectation {
  switch (index % 3) {
    case 0:
      return { that: cel };
    case 1:
      return { never: `!(${cel})` };
    default:
      return { that: cel, at: '1ms' };
  }
}
