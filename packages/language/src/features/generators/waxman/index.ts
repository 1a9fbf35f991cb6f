import { accepted } from '../../../context/accepted.js';
import { readDuration } from '../../../quantity/units.js';
import { CONNECTED, joiningLinks } from '../common/connect.js';
import { exponentialOfMinus } from '../common/exponential.js';
import { indices, numberedRouters, routerCount } from '../common/routers.js';
import type { Generator } from '../define/generator.js';
import type { GraphLink } from '../define/graph.js';

/** Every pair of routers is looked at. */
const MAX_ROUTERS = 2_000;

const RATIO = { type: 'number', minimum: 0.0001, maximum: 1 };

/** Waxman, Routing of Multipoint Connections (IEEE JSAC 6(9), 1988), model RG1, in the unit square. */
export const WAXMAN: Generator = {
  description:
    'The random network of Waxman (1988): routers r1, r2 and so on at random places of a square, and between two of them, at the distance d, a link with the probability alpha · e^(−d / (beta · L)), where L is the diagonal of the square.',
  properties: {
    routers: routerCount(2, MAX_ROUTERS),
    alpha: {
      description: 'How many links: the probability of one between routers at the same place.',
      ...RATIO,
      examples: [0.4],
    },
    beta: {
      description: 'How long links are: the larger, the more of the long ones.',
      ...RATIO,
      examples: [0.2],
    },
    diagonal: {
      description:
        'Delay of a link as long as the diagonal; others have their share of it. Default: all have the delay of `link`.',
      $ref: '#/definitions/duration',
      examples: ['20ms'],
    },
    connected: CONNECTED,
  },
  required: ['routers', 'alpha', 'beta'],
  example: { routers: 30, alpha: 0.4, beta: 0.2, seed: 7, connected: true },
  isRandom: true,
  make(settings, random) {
    const count = settings.number('routers');
    const alpha = settings.number('alpha');
    const scale = settings.number('beta') * Math.SQRT2;
    const places = indices(count).map(() => [random.unit(), random.unit()] as const);
    const distance = (one: number, other: number) => {
      const [[x1, y1], [x2, y2]] = [places[one] ?? [0, 0], places[other] ?? [0, 0]];
      return Math.sqrt((x1 - x2) * (x1 - x2) + (y1 - y2) * (y1 - y2));
    };
    const links: GraphLink[] = [];
    for (let one = 0; one < count; one += 1) {
      for (let other = one + 1; other < count; other += 1) {
        const chance = alpha * exponentialOfMinus(distance(one, other) / scale);
        if (random.unit() < chance) links.push({ ends: [one, other], part: 'link' });
      }
    }
    if (settings.flag('connected')) links.push(...joiningLinks(count, links, random));
    const diagonal = settings.text('diagonal');
    if (diagonal === undefined) {
      return { nodes: numberedRouters(count), links, access: indices(count) };
    }
    const diagonalNs = accepted(readDuration(diagonal));
    const delayed = links.map((each) => {
      const share = distance(each.ends[0], each.ends[1]) / Math.SQRT2;
      return { ...each, delayNs: Math.round(share * diagonalNs) };
    });
    return { nodes: numberedRouters(count), links: delayed, access: indices(count) };
  },
};
