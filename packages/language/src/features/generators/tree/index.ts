import { indices, link, router } from '../common/routers.js';
import type { Generator } from '../define/generator.js';
import type { GraphLink, GraphNode } from '../define/graph.js';

const MAX_ROUTERS = 1_000_000;

/** A tree in which each router has as many below it. */
export const TREE: Generator = {
  description:
    'A router level0-1 at the root, and below each router of a level as many of the next one: level1-1, level1-2 and so on. Groups: level0, level1 and so on, and leaves, the last level.',
  properties: {
    depth: {
      description: 'Levels below the root.',
      type: 'integer',
      minimum: 1,
      maximum: 20,
      examples: [3],
    },
    fanout: {
      description: 'Routers below each one.',
      type: 'integer',
      minimum: 1,
      maximum: 1000000,
      examples: [2],
    },
  },
  required: ['depth', 'fanout'],
  example: { depth: 3, fanout: 2 },
  make(settings) {
    const depth = settings.number('depth');
    const fanout = settings.number('fanout');
    const nodes: GraphNode[] = [router('level0-1', 'level0')];
    const links: GraphLink[] = [];
    let level = [0];
    for (let number = 1; number <= depth; number += 1) {
      if (nodes.length + level.length * fanout > MAX_ROUTERS) {
        return { key: 'depth', problem: `this tree has more than ${MAX_ROUTERS} routers` };
      }
      const roles = [`level${number}`, ...(number === depth ? ['leaves'] : [])];
      const above = level;
      level = indices(above.length * fanout).map((index) => {
        links.push(link(above[Math.floor(index / fanout)] as number, nodes.length));
        return nodes.push(router(`level${number}-${index + 1}`, ...roles)) - 1;
      });
    }
    return { nodes, links, access: level };
  },
};
