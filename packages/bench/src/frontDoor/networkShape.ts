import type { Xorshift } from '../network/xorshift.js';

/** How routers are wired: a rectangle, a tree in which each router has four below it, or at random. */
export type NetworkShape = 'grid' | 'tree' | 'random';

export const NETWORK_SHAPES: readonly NetworkShape[] = ['grid', 'tree', 'random'];

/** Two routers with a link between them. */
export type RouterPair = readonly [number, number];

const CHILDREN = 4;
/** Of a random network: so that it has as many links as a grid. */
const RANDOM_LINKS_EACH = 2;
/** A datagram lives for 255 hops at most: pairs of a grid are not drawn farther apart. */
const MAX_PATH_LENGTH = 200;

/** The links of a network of that many routers; it hangs together. */
export function linksOf(shape: NetworkShape, routers: number, random: Xorshift): RouterPair[] {
  const links: RouterPair[] = [];
  const columns = columnsOf(routers);
  for (let router = 0; router < routers; router++) {
    if (shape === 'grid') {
      if ((router + 1) % columns > 0 && router + 1 < routers) links.push([router, router + 1]);
      if (router + columns < routers) links.push([router, router + columns]);
    } else if (router > 0) {
      const parent = shape === 'tree' ? Math.floor((router - 1) / CHILDREN) : random.below(router);
      links.push([parent, router]);
    }
  }
  if (shape !== 'random' || routers < 2) return links;
  while (links.length < routers * RANDOM_LINKS_EACH) links.push(pairOf('random', routers, random));
  return links;
}

/** Two different routers with a path between them that a datagram can go. */
export function pairOf(shape: NetworkShape, routers: number, random: Xorshift): RouterPair {
  for (;;) {
    const [one, other] = [random.below(routers), random.below(routers)];
    if (one === other) continue;
    if (shape !== 'grid' || gridDistance(one, other, columnsOf(routers)) <= MAX_PATH_LENGTH) {
      return [one, other];
    }
  }
}

function columnsOf(routers: number): number {
  return Math.ceil(Math.sqrt(routers));
}

function gridDistance(one: number, other: number, columns: number): number {
  const rows = Math.abs(Math.floor(one / columns) - Math.floor(other / columns));
  return rows + Math.abs((one % columns) - (other % columns));
}
