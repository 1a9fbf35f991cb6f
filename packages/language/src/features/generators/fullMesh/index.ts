import { indices, link, numberedRouters, routerCount } from '../common/routers.js';
import type { Generator } from '../define/generator.js';

/** Half a million links. */
const MAX_ROUTERS = 1_000;

/** Each router linked to each other one. */
export const FULL_MESH: Generator = {
  description: 'Routers r1, r2 and so on, each linked to every other one.',
  properties: { routers: routerCount(2, MAX_ROUTERS) },
  required: ['routers'],
  example: { routers: 5 },
  make(settings) {
    const count = settings.number('routers');
    const links = indices(count).flatMap((one) =>
      indices(count - one - 1).map((offset) => link(one, one + 1 + offset)),
    );
    return { nodes: numberedRouters(count), links, access: indices(count) };
  },
};
