import { indices, link, router } from '../common/routers.js';
import type { Generator } from '../define/generator.js';

/** Routers around one. */
export const STAR: Generator = {
  description:
    'A router hub, and routers leaf1, leaf2 and so on that are linked to it. Group: leaves.',
  properties: {
    leaves: {
      description: 'How many routers are linked to the hub.',
      type: 'integer',
      minimum: 1,
      maximum: 1000000,
      examples: [8],
    },
  },
  required: ['leaves'],
  example: { leaves: 8 },
  make(settings) {
    const leaves = indices(settings.number('leaves')).map((index) => index + 1);
    return {
      nodes: [router('hub'), ...leaves.map((number) => router(`leaf${number}`, 'leaves'))],
      links: leaves.map((index) => link(0, index)),
      access: leaves,
    };
  },
};
