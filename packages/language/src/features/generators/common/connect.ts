import type { JsonSchema } from '../../define/jsonSchema.js';
import type { GraphLink, GraphRandom } from '../define/graph.js';
import { link } from './routers.js';

/** The key that joins the parts of a random network. */
export const CONNECTED: JsonSchema = {
  description:
    'Whether parts that nothing links are joined: each part to those before it, by a link between a router drawn from each. Such a network is not quite what its model says. Default false: a warning says how many parts there are.',
  type: 'boolean',
  examples: [true],
};

/** Links that join the parts of a network, in the order of their first routers. */
export function joiningLinks(
  count: number,
  links: readonly GraphLink[],
  random: GraphRandom,
): GraphLink[] {
  const parts = partsOf(count, links);
  const [joined = [], ...others] = parts.map((part) => [...part]);
  return others.map((part) => {
    const from = joined[random.below(joined.length)] as number;
    const to = part[random.below(part.length)] as number;
    for (const router of part) joined.push(router);
    return link(from, to);
  });
}

/** The parts of a network that no way leads between, each with its routers in order. */
export function partsOf(count: number, links: readonly GraphLink[]): number[][] {
  const parents = Array.from({ length: count }, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] as number;
    for (let at = index; at !== root; ) {
      const next = parents[at] as number;
      parents[at] = root;
      at = next;
    }
    return root;
  };
  for (const { ends } of links) {
    const [one, other] = [rootOf(ends[0]), rootOf(ends[1])];
    // The lower one leads, so that parts are in the order of their first routers.
    parents[Math.max(one, other)] = Math.min(one, other);
  }
  const parts = new Map<number, number[]>();
  for (let index = 0; index < count; index += 1) {
    const root = rootOf(index);
    const part = parts.get(root);
    if (part === undefined) parts.set(root, [index]);
    else part.push(index);
  }
  return [...parts.values()];
}
