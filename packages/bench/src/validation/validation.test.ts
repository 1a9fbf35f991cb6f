// TCP against theory, within bounds, and the page about it. Each experiment is deterministic.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXPERIMENTS, HEAD } from './page.js';
import { sectionHead } from './section.js';

const page = readFileSync(new URL('../../../../docs/tcp-validation.md', import.meta.url), 'utf8');

/** By how much a number of the page may differ from what the stack of the day gives. */
const DRIFT = 0.1;

/** The rows of an experiment, which the page has, too (else npm run tcp-validation -- --write). */
function rowsOf(name: keyof typeof EXPERIMENTS): (readonly (string | number)[])[] {
  const section = EXPERIMENTS[name]();
  const head = sectionHead(section);
  expect(page).toContain(head);
  const written = page.slice(page.indexOf(head) + head.length).split('\n');
  for (const [index, row] of section.rows.entries()) {
    const cells = (written[index] ?? '').slice(2, -2).split(' | ');
    expect(cells).toHaveLength(row.length);
    for (const [place, cell] of row.entries()) expectNear(cells[place] ?? '', String(cell));
  }
  expect(written[section.rows.length]).toBe('');
  return [...section.rows];
}

function expectNear(written: string, measured: string): void {
  if (written === measured) return;
  const difference = Math.abs(Number(written) - Number(measured));
  expect(difference / Math.abs(Number(measured))).toBeLessThan(DRIFT);
}

function numbers(row: readonly (string | number)[] | undefined): number[] {
  return (row ?? []).map(Number);
}

describe('the page about the validation of TCP', () => {
  it('has its head, and a section for each experiment', () => {
    expect(page.startsWith(HEAD)).toBe(true);
    expect(page.match(/^## /gm)).toHaveLength(Object.keys(EXPERIMENTS).length);
  });
});

describe('TCP', () => {
  it('begins with ten segments, and doubles them each round trip', () => {
    expect(rowsOf('slowStart').map(([, segments]) => segments)).toEqual([10, 20, 40, 80, 160]);
  });

  it('follows the square-root law over two decades of loss', () => {
    const rows = rowsOf('squareRoot');
    const [, slope] = rows.pop() ?? [];
    const points = rows.map(numbers);
    for (const [, , theory = 0, ratio = 0] of points) {
      expect(Math.abs(ratio - 1)).toBeLessThan(theory > 32 ? 0.03 : 0.2);
    }
    expect((points[0]?.[0] ?? 0) / (points.at(-1)?.[0] ?? 1)).toBe(100);
    expect(Math.abs(Number(slope) + 0.5)).toBeLessThan(0.05);
  });

  it('has the curve of CUBIC after a loss', () => {
    for (const [, , , ratio = 0] of rowsOf('cubicCurve').map(numbers)) {
      expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
    }
  });

  it('shares a bottleneck evenly, and fills it', () => {
    const rows = rowsOf('fairness');
    expect(rows).toHaveLength(12);
    for (const [control, , index, utilisation] of rows) {
      expect(Number(index)).toBeGreaterThan(control === 'bbr' ? 0.5 : 0.85);
      expect(Number(utilisation)).toBeGreaterThan(0.97);
    }
  });

  it('prefers short round trips as each congestion control does', () => {
    const [reno = 0, cubic = 0, bbr = 0] = rowsOf('rttUnfairness').map(([, ratio]) =>
      Number(ratio),
    );
    expect(reno).toBeGreaterThan(1.5);
    expect(reno).toBeLessThan(4);
    expect(cubic).toBeLessThan(reno * 1.1);
    expect(bbr).toBeLessThan(1);
  });

  it('fills what a queue is long, unless the queue is managed', () => {
    const rows = rowsOf('bufferbloat').map(([, ...cells]) => cells.map(Number));
    const [fifo = 0, codel = 0, fqCodel = 0] = rows.map(([p50]) => p50);
    expect(fifo).toBeGreaterThan(200);
    expect(codel).toBeLessThan(30);
    expect(fqCodel).toBeLessThan(22);
    for (const [, , goodput] of rows) expect(goodput).toBeGreaterThan(9);
  });

  it('keeps a queue at the threshold of DCTCP', () => {
    for (const row of rowsOf('dctcpQueue')) {
      const [threshold = 0, mean = 0, largest = 0, utilisation = 0] = numbers(row);
      expect(Math.abs(mean - threshold)).toBeLessThan(4);
      expect(largest).toBeLessThanOrEqual(threshold + 6);
      expect(utilisation).toBeGreaterThan(0.99);
    }
  });

  it('collapses under incast, and not with a low least time-out', () => {
    const rows = rowsOf('incast').map(([, ...cells]) => cells.map(Number));
    const [slow, medium, fast] = rows;
    for (const [four = 0, eight = 0] of rows) expect(Math.min(four, eight)).toBeGreaterThan(900);
    expect(Math.max(...(slow ?? []).slice(2))).toBeLessThan(60);
    expect(Math.min(...(medium ?? []).slice(2))).toBeGreaterThan(400);
    expect(Math.min(...(fast ?? []).slice(2))).toBeGreaterThan(800);
  });
});
