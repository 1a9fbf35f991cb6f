import { describe, expect, it } from 'vitest';
import { failingCases } from '../../test/failingCases.js';
import type { DelayModel, LossModel } from '../impairment/index.js';
import type { UniformStream } from '../random/index.js';
import { delayCompliance, lossCompliance } from './index.js';

describe('a loss model of somebody else', () => {
  const sevenths = (): LossModel => {
    let met = 0;
    return { loses: () => ++met % 7 === 0 };
  };

  for (const { name, run } of lossCompliance(sevenths)) it(name, run);

  let calls = 0;
  it.each<[string, (stream: UniformStream) => LossModel, string]>([
    [
      'with a memory of other links',
      () => ({ loses: () => ++calls % 7 === 0 }),
      'decides the same',
    ],
    ['that loses nothing', () => ({ loses: () => false }), 'loses some'],
    [
      'that changes octets',
      (stream) => ({
        loses: (packet) => {
          packet.bytes[packet.start] = 9;
          return stream.unit() < 0.5;
        },
      }),
      'neither changes',
    ],
  ])('is found out: one %s', (_, make, sentence) => {
    expect(failingCases(lossCompliance(make))).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('a delay model of somebody else', () => {
  const upAndDown = (): DelayModel => {
    let turn = 0;
    return { delayNs: (_, meanNs) => meanNs + (turn++ % 3) };
  };

  for (const { name, run } of delayCompliance(upAndDown)) it(name, run);

  let calls = 0;
  it.each<[string, (stream: UniformStream) => DelayModel, string]>([
    ['that gives fractions', () => ({ delayNs: (_, mean) => mean + 0.5 }), 'whole nanoseconds'],
    ['that sends into the past', () => ({ delayNs: (_, mean) => mean - 10 }), 'whole nanoseconds'],
    ['with a memory of other links', () => ({ delayNs: () => calls++ }), 'delays by the same'],
    [
      'that changes octets',
      () => ({
        delayNs: (packet, meanNs) => {
          packet.bytes[packet.start] = 9;
          return meanNs;
        },
      }),
      'neither changes',
    ],
  ])('is found out: one %s', (_, make, sentence) => {
    expect(failingCases(delayCompliance(make))).toEqual([expect.stringContaining(sentence)]);
  });
});
