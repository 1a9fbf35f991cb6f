import { indices, router } from '../common/routers.js';
import type { Generator } from '../define/generator.js';
import type { GraphLink } from '../define/graph.js';

/** Two layers of switches, each of one linked to each of the other. */
export const LEAF_SPINE: Generator = {
  description:
    'Routers spine1, spine2 and so on, and routers leaf1, leaf2 and so on, each of which is linked to every spine (by an uplink). Hosts are at the leaves: leaf8-host4 is the fourth of the eighth. Groups: spines, leaves, hosts.',
  properties: {
    spines: {
      description: 'How many spines.',
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      examples: [4],
    },
    leaves: {
      description: 'How many leaves.',
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      examples: [8],
    },
  },
  required: ['spines', 'leaves'],
  example: { spines: 4, leaves: 8, hosts: 4, link: { rate: '10gbit' }, uplink: { rate: '40gbit' } },
  hasUplinks: true,
  make(settings) {
    const spines = indices(settings.number('spines'));
    const leaves = indices(settings.number('leaves'));
    const links = leaves.flatMap((leaf) =>
      spines.map((spine): GraphLink => ({ ends: [spines.length + leaf, spine], part: 'uplink' })),
    );
    return {
      nodes: [
        ...spines.map((index) => router(`spine${index + 1}`, 'spines')),
        ...leaves.map((index) => router(`leaf${index + 1}`, 'leaves')),
      ],
      links,
      access: leaves.map((leaf) => spines.length + leaf),
    };
  },
};
