import { indices, link, numberedRouters, routerCount } from '../common/routers.js';
import type { Generator } from '../define/generator.js';

/** Routers one after the other. */
export const LINE: Generator = {
  description: 'Routers r1, r2 and so on, each linked to the next one.',
  properties: { routers: routerCount(1) },
  required: ['routers'],
  example: { routers: 4 },
  make(settings) {
    const count = settings.number('routers');
    const links = indices(count - 1).map((index) => link(index, index + 1));
    return { nodes: numberedRouters(count), links, access: indices(count) };
  },
};
