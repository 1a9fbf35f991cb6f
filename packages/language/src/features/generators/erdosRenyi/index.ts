import { naturalLogarithm } from '@packetloom/sim/internal';
import { accepted } from '../../../context/accepted.js';
import { readShare } from '../../../quantity/units.js';
import { CONNECTED, joiningLinks } from '../common/connect.js';
import { indices, link, numberedRouters, routerCount } from '../common/routers.js';
import type { Generator } from '../define/generator.js';
import type { GraphLink, GraphRandom } from '../define/graph.js';

const MAX_LINKS = 1_000_000;

/** Erdős and Rényi (1959) and Gilbert (1959): G(n, M) and G(n, p). */
export const ERDOS_RENYI: Generator = {
  description:
    'The random network of Erdős and Rényi (1959): between two of the routers r1, r2 and so on there is a link with the probability p, each by itself (G(n, p)); or there are as many links as `links` says, between pairs drawn at random (G(n, M)).',
  properties: {
    routers: routerCount(2),
    p: {
      description: 'Probability of a link between two routers. Either this or links.',
      $ref: '#/definitions/percent',
      examples: ['10%'],
    },
    links: {
      description: 'How many links. Either this or p.',
      type: 'integer',
      minimum: 0,
      maximum: MAX_LINKS,
      examples: [40],
    },
    connected: CONNECTED,
  },
  required: ['routers'],
  example: { routers: 30, p: '10%', seed: 7, connected: true },
  isRandom: true,
  make(settings, random) {
    const count = settings.number('routers');
    const p = settings.text('p');
    const wanted = settings.number('links', -1);
    if ((p === undefined) === wanted < 0) {
      return { key: 'p', problem: "a random network needs one of 'p' and 'links'" };
    }
    const pairs = (count * (count - 1)) / 2;
    const share = p === undefined ? 0 : accepted(readShare(p));
    if (share * pairs > MAX_LINKS) {
      return { key: 'p', problem: `this makes more than ${MAX_LINKS} links` };
    }
    if (wanted > pairs) {
      return { key: 'links', problem: `${count} routers have ${pairs} pairs, not ${wanted}` };
    }
    const chosen =
      p === undefined ? drawn(wanted, pairs, random) : withProbability(share, pairs, random);
    const links = chosen.map((number) => pairAt(number));
    if (settings.flag('connected')) links.push(...joiningLinks(count, links, random));
    return { nodes: numberedRouters(count), links, access: indices(count) };
  },
};

/** Each number below `pairs` with the same chance: how many are passed over is drawn. */
function withProbability(share: number, pairs: number, random: GraphRandom): number[] {
  if (share <= 0) return [];
  const chosen: number[] = [];
  const logOfRest = share >= 1 ? Number.NEGATIVE_INFINITY : naturalLogarithm(1 - share);
  for (let at = -1; ; ) {
    const passed = Math.floor(naturalLogarithm(1 - random.unit()) / logOfRest);
    at += 1 + passed;
    if (!(at < pairs)) return chosen;
    chosen.push(at);
  }
}

/** So many different numbers below `pairs`, in ascending order. */
function drawn(count: number, pairs: number, random: GraphRandom): number[] {
  const isFew = 2 * count <= pairs;
  const set = new Set<number>();
  while (set.size < (isFew ? count : pairs - count)) set.add(random.below(pairs));
  if (!isFew) return indices(pairs).filter((number) => !set.has(number));
  return [...set].sort((a, b) => a - b);
}

/** Pairs are numbered by their higher router, then by their lower one: (0, 1), (0, 2), (1, 2), (0, 3) and so on. */
function pairAt(number: number): GraphLink {
  let higher = Math.floor((1 + Math.sqrt(1 + 8 * number)) / 2);
  while ((higher * (higher - 1)) / 2 > number) higher -= 1;
  while ((higher * (higher + 1)) / 2 <= number) higher += 1;
  return link(number - (higher * (higher - 1)) / 2, higher);
}
