import { describe, it } from 'vitest';
import type { QueueDiscipline, QueueDisciplineContext } from '../src/queue/index.js';
import { queueCompliance } from '../src/testing/index.js';

/** The suite of queue disciplines, as tests. */
export function describeQueueDiscipline(
  name: string,
  make: (context: QueueDisciplineContext) => QueueDiscipline,
): void {
  describe(`${name} as a queue discipline`, () => {
    for (const { name: sentence, run } of queueCompliance(make)) it(sentence, run);
  });
}
