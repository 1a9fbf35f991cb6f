import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutSegment } from './outSegment.js';
import { SegmentList, SentOrder } from './segmentList.js';

const segments = () => Array.from({ length: 6 }, (_, index) => new OutSegment(index, index + 1, 0));

function sequenceOf(list: SegmentList): number[] {
  const found: number[] = [];
  for (let segment = list.head; segment !== null; segment = segment.next) found.push(segment.seq);
  return found;
}

describe('segments by the time of sending', () => {
  it('stand in the order in which they were sent last', () => {
    const moves = fc.array(fc.record({ index: fc.nat(5), sent: fc.boolean() }));
    fc.assert(
      fc.property(moves, (history) => {
        const all = segments();
        const order = new SentOrder();
        let expected: number[] = [];
        for (const { index, sent } of history) {
          const segment = all[index]!;
          expected = expected.filter((seq) => seq !== index);
          if (sent) {
            expected.push(index);
            order.append(segment);
          } else order.remove(segment);
        }
        const there: number[] = [];
        for (let at = order.head; at !== null; at = at.sentNext) there.push(at.seq);
        const back: number[] = [];
        for (let at = order.tail; at !== null; at = at.sentPrevious) back.unshift(at.seq);
        expect(there).toEqual(expected);
        expect(back).toEqual(expected);
      }),
    );
  });
});

describe('segments by sequence number', () => {
  it('are put behind others, and taken out, anywhere', () => {
    const [a, b, c] = segments() as [OutSegment, OutSegment, OutSegment];
    const list = new SegmentList();
    list.append(a);
    list.append(c);
    list.insertAfter(b, a);
    expect(sequenceOf(list)).toEqual([0, 1, 2]);
    list.remove(a);
    list.insertAfter(a, null);
    list.remove(c);
    expect(sequenceOf(list)).toEqual([0, 1]);
    expect(list.tail).toBe(b);
  });
});
