import { indices, router } from '../common/routers.js';
import type { Generator } from '../define/generator.js';
import type { GraphLink, GraphNode } from '../define/graph.js';

const MAX_PORTS = 64;

/** The fat tree of Al-Fares, Loukissas and Vahdat (SIGCOMM 2008), 2.2: switches of k ports each. */
export const FAT_TREE: Generator = {
  description:
    'The fat tree of switches with k ports: k pods of k/2 aggregation and k/2 edge switches, (k/2)² core switches, and k/2 hosts at each edge. Aggregation switch a of each pod is linked to the cores from (a − 1)·k/2 + 1 on. Names: core1, pod1-agg1, pod1-edge1, pod1-edge1-host1. Groups: cores, aggregations, edges, hosts, and pod1, pod2 and so on, hosts included. Links between switches are uplinks.',
  properties: {
    k: {
      description: 'Ports of a switch: an even number.',
      type: 'integer',
      minimum: 2,
      maximum: MAX_PORTS,
      examples: [4],
    },
  },
  required: ['k'],
  example: { k: 4, link: { rate: '10gbit', delay: '1us' } },
  hasUplinks: true,
  defaultHosts: (settings) => settings.number('k') / 2,
  make(settings) {
    const k = settings.number('k');
    if (k % 2 !== 0) return { key: 'k', problem: `a fat tree needs an even k, not ${k}` };
    const half = k / 2;
    const cores = half * half;
    const nodes: GraphNode[] = indices(cores).map((core) => router(`core${core + 1}`, 'cores'));
    const links: GraphLink[] = [];
    const access: number[] = [];
    const join = (from: number, to: number) => links.push({ ends: [from, to], part: 'uplink' });
    for (const pod of indices(k).map((index) => `pod${index + 1}`)) {
      const first = nodes.length;
      for (const [kind, group] of [
        ['agg', 'aggregations'],
        ['edge', 'edges'],
      ] as const) {
        for (const index of indices(half)) {
          nodes.push({ ...router(`${pod}-${kind}${index + 1}`, group, pod), zone: pod });
        }
      }
      for (const aggregation of indices(half)) {
        for (const port of indices(half)) join(first + aggregation, aggregation * half + port);
      }
      for (const edge of indices(half)) {
        access.push(first + half + edge);
        for (const aggregation of indices(half)) join(first + half + edge, first + aggregation);
      }
    }
    return { nodes, links, access };
  },
};
