import { indices, link, numberedRouters, routerCount } from '../common/routers.js';
import type { Generator } from '../define/generator.js';
import type { GraphLink } from '../define/graph.js';

/** Barabási and Albert, Emergence of Scaling in Random Networks (Science 286, 1999). */
export const BARABASI_ALBERT: Generator = {
  description:
    'The random network of Barabási and Albert (1999): routers r1, r2 and so on come one after the other, and each is linked to m of those before it, drawn by how many links these have. It begins with a star of m + 1.',
  properties: {
    routers: routerCount(2),
    m: {
      description: 'Links that each router comes with, fewer than there are routers.',
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      examples: [2],
    },
  },
  required: ['routers', 'm'],
  example: { routers: 50, m: 2, seed: 7 },
  isRandom: true,
  make(settings, random) {
    const count = settings.number('routers');
    const m = settings.number('m');
    if (m >= count) return { key: 'm', problem: `${count} routers cannot have ${m} links each` };
    const links: GraphLink[] = [];
    /** Each router as often as links end at it. */
    const ends: number[] = [];
    const join = (from: number, to: number) => {
      links.push(link(from, to));
      ends.push(from, to);
    };
    for (let leaf = 1; leaf <= m; leaf += 1) join(leaf, 0);
    for (let newcomer = m + 1; newcomer < count; newcomer += 1) {
      const chosen = new Set<number>();
      while (chosen.size < m) chosen.add(ends[random.below(ends.length)] as number);
      for (const other of chosen) join(newcomer, other);
    }
    return { nodes: numberedRouters(count), links, access: indices(count) };
  },
};
