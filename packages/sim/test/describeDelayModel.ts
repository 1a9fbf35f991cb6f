import { describe, it } from 'vitest';
import type { DelayModel } from '../src/impairment/index.js';
import type { UniformStream } from '../src/random/index.js';
import { delayCompliance } from '../src/testing/index.js';

/** The suite of delay models, as tests. */
export function describeDelayModel(
  name: string,
  make: (stream: UniformStream) => DelayModel,
): void {
  describe(`${name} as a delay model`, () => {
    for (const { name: sentence, run } of delayCompliance(make)) it(sentence, run);
  });
}
