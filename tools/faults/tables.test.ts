import { describe, expect, it } from 'vitest';
import { inOrder } from './inOrder.mjs';
import {
  FAULT_HEAD,
  faultRow,
  INVARIANT_HEAD,
  invariantRows,
  isFound,
  renewed,
} from './tables.mjs';

const found = { kind: 'found', detail: 'scenario 3', seconds: 1.25 } as const;
const fails = { kind: 'found', detail: '4 fail', seconds: 1 } as const;
const survived = { kind: 'survived', detail: '', seconds: 99 } as const;
const late = { kind: 'ran out of time', detail: '', seconds: 1800 } as const;
const broken = { kind: 'broke down', detail: 'exit code 70', seconds: 2 } as const;
const name = 'x';

describe('a fault', () => {
  it('is found by the vectors, or by the first invariant', () => {
    const byVectors = { name, vectors: fails, invariants: [] };
    expect(isFound(byVectors)).toBe(true);
    expect(faultRow(byVectors)).toBe('| x | vectors | 4 fail | 1.0 |\n');
    const byPromise = {
      name,
      vectors: survived,
      invariants: [{ invariant: 'ttl-falls', outcome: found }],
    };
    expect(isFound(byPromise)).toBe(true);
    expect(faultRow(byPromise)).toBe('| x | fuzzer | ttl-falls, scenario 3 | 1.3 |\n');
    expect(invariantRows(byPromise)).toBe('| `ttl-falls` | x | scenario 3 | 1.3 |\n');
  });

  it.each([survived, late, broken])(
    'is not found if an invariant is not seen broken: %j',
    (outcome) => {
      const result = { name, vectors: fails, invariants: [{ invariant: 'ttl-falls', outcome }] };
      expect(isFound(result)).toBe(false);
      expect(invariantRows(result)).toContain(`**${outcome.kind}`);
      const alone = { ...result, vectors: null };
      expect(faultRow(alone)).toContain(`| x | **nothing** | fuzzer ${outcome.kind}`);
    },
  );

  it('is not found if the vectors say nothing', () => {
    expect(isFound({ name, vectors: survived, invariants: [] })).toBe(false);
    for (const vectors of [late, broken]) {
      expect(isFound({ name, vectors, invariants: [{ invariant: 'y', outcome: found }] })).toBe(
        false,
      );
    }
  });
});

describe('the tables', () => {
  const tablesOf = (results: readonly Parameters<typeof faultRow>[0][]) => {
    const closing = `\n${results.filter(isFound).length} of ${results.length} found.\n\n`;
    const rows = [results.map(faultRow).join(''), results.map(invariantRows).join('')];
    return `${FAULT_HEAD}${rows[0]}${closing}${INVARIANT_HEAD}${rows[1]}`;
  };
  const result = (name: string, outcome: typeof found | typeof survived) => {
    return { name, vectors: null, invariants: [{ invariant: 'ttl-falls', outcome }] };
  };

  it('get new rows of some faults, in the order of the list', () => {
    const before = tablesOf([result('a', found), result('b', survived), result('gone', found)]);
    const made = tablesOf([result('b', found), result('c', survived)]);
    const after = tablesOf([result('a', found), result('b', found), result('c', survived)]);
    expect(renewed(before, made, ['a', 'b', 'c'])).toBe(after);
    expect(renewed(after, tablesOf([]), ['a', 'b', 'c'])).toBe(after);
  });
});

describe('work on several items at once', () => {
  it('tells the results in their order, however long each takes', async () => {
    const told: number[] = [];
    let atOnce = 0;
    let most = 0;
    const work = async (item: number) => {
      most = Math.max(most, ++atOnce);
      for (let turn = 0; turn < 10 - item; turn++) await Promise.resolve();
      atOnce--;
      return item * 2;
    };
    const results = await inOrder([1, 2, 3, 4, 5], 3, work, (result) => told.push(result));
    expect(told).toEqual([2, 4, 6, 8, 10]);
    expect(results).toEqual(told);
    expect(most).toBe(3);
  });
});
