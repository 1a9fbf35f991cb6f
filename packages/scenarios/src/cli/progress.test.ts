import { describe, expect, it } from 'vitest';
import { Progress } from './progress.js';

/** What is written when a run reports at some times of the machine, in milliseconds. */
function written(isTTY: boolean, times: readonly number[]): string[] {
  const texts: string[] = [];
  let nowMs = 0;
  const stream = { isTTY, write: (text: string) => texts.push(text) };
  const progress = new Progress(stream, 'long', () => nowMs);
  for (const time of times) {
    nowMs = time;
    progress.report(time * 1e9, time * 10);
  }
  progress.end();
  return texts;
}

describe('progress', () => {
  it('says nothing in the first second', () => {
    expect(written(true, [100, 500, 999])).toEqual([]);
  });

  it('is one line on a terminal, written over at most ten times a second, and gone in the end', () => {
    expect(written(true, [1000, 1050, 1100, 2000])).toEqual([
      '\rlong: 1000.000s simulated, 10000 events, after 1s\u001b[K',
      '\rlong: 1100.000s simulated, 11000 events, after 1s\u001b[K',
      '\rlong: 2000.000s simulated, 20000 events, after 2s\u001b[K',
      '\r\u001b[K',
    ]);
  });

  it('is a line now and then elsewhere', () => {
    expect(written(false, [5_000, 9_999, 10_000, 15_000, 20_000])).toEqual([
      'long: 10000.000s simulated, 100000 events, after 10s\n',
      'long: 20000.000s simulated, 200000 events, after 20s\n',
    ]);
  });
});
