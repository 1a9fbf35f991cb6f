import { indices, link, numberedRouters, routerCount } from '../common/routers.js';
import type { Generator } from '../define/generator.js';

/** Routers in a circle. */
export const RING: Generator = {
  description:
    'Routers r1, r2 and so on, each linked to the next one, and the last one to the first.',
  properties: { routers: routerCount(3) },
  required: ['routers'],
  example: { routers: 6 },
  make(settings) {
    const count = settings.number('routers');
    const links = indices(count).map((index) => link(index, (index + 1) % count));
    return { nodes: numberedRouters(count), links, access: indices(count) };
  },
};
