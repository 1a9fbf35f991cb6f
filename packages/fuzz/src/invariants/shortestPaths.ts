import { contains, type Ipv4Address } from '@packetloom/core';
import type { Recording } from '../observe/recording.js';
import type { RunInvariant } from './invariant.js';

const LOOPBACK_NIC = 'lo';

/** One link of a way, from the node at its end. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

/** RFC 2328 16.1: Dijkstra's ways, to routers by their loopback addresses. */
export const shortestWaysToRouters: RunInvariant = {
  name: 'shortest-paths-to-routers',
  meaning:
    'Where routes are computed and there are no segments, the route of each node to the loopback address of a router, which its name means, goes by a link on which a shortest path begins, by delay or by hops.',
  check(recording) {
    const { network, simulation } = recording;
    const { routing, nodes, segments } = network.document;
    const isComputed = routing.kind === 'shortest-path' && nodes.every(({ routes }) => !routes);
    if (!isComputed || segments.length > 0) return null;
    const byNic = stepsOf(recording, routing.by === 'delay');
    const steps = [...byNic.values()];
    const routers = new Set(nodes.flatMap(({ name, kind }) => (kind === 'router' ? [name] : [])));
    for (const router of routers) {
      const [loopback] = network.addresses.get(`${router}:${LOOPBACK_NIC}`) ?? [];
      if (loopback === undefined) continue;
      const distances = distancesTo(router, steps, routers);
      for (const [node, distance] of distances) {
        if (node === router) continue;
        const nic = nicTo(simulation.host(node), loopback.address);
        const step = byNic.get(`${node}:${nic}`);
        const rest = step === undefined ? undefined : distances.get(step.to);
        const length = step === undefined || rest === undefined ? null : step.weight + rest;
        if (length === distance) continue;
        return { message: `from ${node} to ${router} it is ${distance}; by ${nic} ${length}` };
      }
    }
    return null;
  },
};

function stepsOf({ network }: Recording, byDelay: boolean): ReadonlyMap<string, Step> {
  const nodeOf = (end: string) => end.slice(0, end.indexOf(':'));
  return new Map(
    [...network.directions].map(([nic, { from, to, spec }]) => {
      const weight = byDelay ? spec.delayNs : 1;
      return [nic, { from: nodeOf(from), to: nodeOf(to), weight }];
    }),
  );
}

/** Of all nodes from which there is a way over routers: until nothing is nearer. */
function distancesTo(
  router: string,
  steps: readonly Step[],
  routers: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const distances = new Map([[router, 0]]);
  for (let isNews = true; isNews; ) {
    isNews = false;
    for (const { from, to, weight } of steps) {
      const rest = distances.get(to);
      if (rest === undefined || !routers.has(to)) continue;
      if (rest + weight >= (distances.get(from) ?? Number.POSITIVE_INFINITY)) continue;
      distances.set(from, rest + weight);
      isNews = true;
    }
  }
  return distances;
}

/** The NIC of the route with the longest prefix. */
function nicTo(host: ReturnType<Recording['simulation']['host']>, address: Ipv4Address) {
  const routes = host.routes.list().filter(({ destination }) => contains(destination, address));
  const [best] = routes.sort((one, other) => other.destination.length - one.destination.length);
  return best === undefined ? null : (host.nic(best.nic)?.name ?? null);
}
