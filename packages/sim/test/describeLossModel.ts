import { describe, it } from 'vitest';
import type { LossModel } from '../src/impairment/index.js';
import type { UniformStream } from '../src/random/index.js';
import { lossCompliance } from '../src/testing/index.js';

/** The suite of loss models, as tests. */
export function describeLossModel(name: string, make: (stream: UniformStream) => LossModel): void {
  describe(`${name} as a loss model`, () => {
    for (const { name: sentence, run } of lossCompliance(make)) it(sentence, run);
  });
}
