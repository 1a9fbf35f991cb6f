import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NodeHeap } from './nodeHeap.js';

const NODES = 40;
const step = fc.oneof(
  fc.record({ node: fc.nat(NODES - 1), distance: fc.nat(6), hops: fc.nat(6) }),
  fc.constant('take' as const),
);

it('a heap gives nodes in order of distance and hops, also when these become lower', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const distances = new Float64Array(NODES).fill(Number.POSITIVE_INFINITY);
      const hops = new Int32Array(NODES);
      const heap = new NodeHeap(distances, hops);
      const model = new Set<number>();
      const rank = (node: number) => distances[node]! * 100 + hops[node]!;
      const takeOne = () => {
        const least = Math.min(...[...model].map(rank));
        const taken = heap.take();
        expect(model.delete(taken)).toBe(true);
        expect(rank(taken)).toBe(least);
        distances[taken] = Number.POSITIVE_INFINITY;
      };
      for (const one of steps) {
        if (one === 'take') {
          if (model.size > 0) takeOne();
        } else if (one.distance * 100 + one.hops < rank(one.node)) {
          distances[one.node] = one.distance;
          hops[one.node] = one.hops;
          heap.lowered(one.node);
          model.add(one.node);
        }
        expect(heap.size).toBe(model.size);
      }
      while (model.size > 0) takeOne();
    }),
  );
});
