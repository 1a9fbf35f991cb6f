import type { NoteGroups } from './noteGroups.js';
import type { Topology, TopologyNode } from './topology.js';

/** Notes nodes that no way leads to from the largest part of a network (the first of equal ones). */
export function noteParts(topology: Topology, names: readonly string[], notes: NoteGroups): void {
  const partOf = partsOf(topology);
  const sizes = new Map<number, number>();
  for (const part of partOf) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  if (sizes.size < 2) return;
  const [[largest] = [0]] = [...sizes].sort(([, a], [, b]) => b - a);
  const what = `the network is in ${sizes.size} parts, with no link between them; these nodes are not in the largest one`;
  for (const [index, name] of names.entries()) {
    if (partOf[index] === largest) continue;
    notes.add(what, name, (topology.nodes[index] as TopologyNode).position);
  }
}

/** For each node the first node of its part. */
function partsOf({ nodes, edges }: Topology): number[] {
  const parents = nodes.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) {
      // Each step halves the way for those that come after.
      parents[root] = parents[parents[root] as number] as number;
      root = parents[root] as number;
    }
    return root;
  };
  for (const { source, target } of edges) {
    const [a, b] = [rootOf(source), rootOf(target)];
    parents[Math.max(a, b)] = Math.min(a, b);
  }
  return parents.map((_, index) => rootOf(index));
}
