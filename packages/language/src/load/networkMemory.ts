import type { ImportedTopology } from '../normalise/normaliseScenario.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';

// What is left at the end of a run, with what is made in passing: measured on grids, trees and random networks.
const BYTES_PER_NODE = 6_000;
const BYTES_PER_NIC = 4_000;
const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** Why a network does not fit into memory, or null. Routes are few: they are worked out on demand. */
export function whyTooLarge(
  { nodes = {}, links = [], segments = {} }: WrittenScenario,
  imported: ImportedTopology | undefined,
  { memoryBytes }: { readonly memoryBytes?: number },
): string | null {
  if (memoryBytes === undefined) return null;
  const nodeCount = Object.keys(nodes).length + (imported?.nodes.length ?? 0);
  const linkCount = links.length + (imported?.links.length ?? 0);
  const ports = Object.values(segments).reduce((sum, { attach }) => sum + attach.length, 0);
  const bytes = nodeCount * BYTES_PER_NODE + (2 * linkCount + 2 * ports) * BYTES_PER_NIC;
  if (bytes <= memoryBytes) return null;
  const [needed, there] = [bytes, memoryBytes].map((size) =>
    size < GIB ? `${(size / MIB).toFixed(1)} MiB` : `${(size / GIB).toFixed(1)} GiB`,
  );
  const what = `${nodeCount} nodes and ${linkCount} links`;
  return `${what} take about ${needed} of memory, and there are ${there}: NODE_OPTIONS=--max-old-space-size=${Math.ceil(bytes / MIB)} allows as much, where the machine has it`;
}
