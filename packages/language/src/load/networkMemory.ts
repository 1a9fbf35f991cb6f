import type { ImportedTopology } from '../normalise/normaliseScenario.js';
import { attachedEnds } from '../normalise/segments.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';

// What is left at the end of a run, with what is made in passing: measured on grids, trees and random networks.
const BYTES_PER_NODE = 6_000;
const BYTES_PER_NIC = 4_000;
/** Routes over a segment go from each of its ports to each of its routers. */
const BYTES_PER_PAIR = 200;
/** With more, a list of them would be longer than engines allow. */
const MAX_PAIRS = 100_000_000;
const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** Why a network does not fit into memory, or null. Routes are few: they are worked out on demand. */
export function whyTooLarge(
  { nodes = {}, links = [], segments = {}, routing }: WrittenScenario,
  imported: ImportedTopology | undefined,
  { memoryBytes }: { readonly memoryBytes?: number },
): string | null {
  const pairs = routing === 'static' ? 0 : pairsOn(segments, nodes, imported);
  if (pairs > MAX_PAIRS) return tooManyPairs(pairs);
  if (memoryBytes === undefined) return null;
  const nodeCount = Object.keys(nodes).length + (imported?.nodes.length ?? 0);
  const linkCount = links.length + (imported?.links.length ?? 0);
  const ports = Object.values(segments).reduce((sum, { attach }) => sum + attach.length, 0);
  const bytes = nodeCount * BYTES_PER_NODE + (2 * linkCount + 2 * ports) * BYTES_PER_NIC;
  if (bytes <= memoryBytes) {
    return bytes + pairs * BYTES_PER_PAIR <= memoryBytes ? null : tooManyPairs(pairs);
  }
  const [needed, there] = [bytes, memoryBytes].map((size) =>
    size < GIB ? `${(size / MIB).toFixed(1)} MiB` : `${(size / GIB).toFixed(1)} GiB`,
  );
  const what = `${nodeCount} nodes and ${linkCount} links`;
  return `${what} take about ${needed} of memory, and there are ${there}: NODE_OPTIONS=--max-old-space-size=${Math.ceil(bytes / MIB)} allows as much, where the machine has it`;
}

/** Pairs of a port and a router on the same segment. */
function pairsOn(
  segments: NonNullable<WrittenScenario['segments']>,
  nodes: NonNullable<WrittenScenario['nodes']>,
  imported: ImportedTopology | undefined,
): number {
  const isRouterImported = imported?.nodes[0]?.kind === 'router';
  return Object.values(segments).reduce((sum, segment) => {
    const routers = attachedEnds(segment).filter(({ node }) => {
      const written = nodes[node];
      return written === undefined ? isRouterImported : written.kind === 'router';
    });
    return sum + segment.attach.length * routers.length;
  }, 0);
}

function tooManyPairs(pairs: number): string {
  return `routes over the segments are searched among ${pairs} pairs of a port and a router, which is too much: put fewer routers on one segment, or write their routes with routing: static`;
}
