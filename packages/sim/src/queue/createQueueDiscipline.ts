import { CodelQueue } from './codelQueue.js';
import { FifoQueue } from './fifoQueue.js';
import { FqCodelQueue } from './fqCodelQueue.js';
import { PriorityQueue } from './priorityQueue.js';
import type { QueueDiscipline, QueueDisciplineParts } from './queueDiscipline.js';
import type { PriorityBandSpec, QueueSpec } from './queueSpec.js';
import { RedQueue } from './redQueue.js';

const DEFAULT_BAND_QUEUE: QueueSpec = { kind: 'fifo', limitPackets: 1000 };

/** The built-in queue disciplines. */
export function createQueueDiscipline(
  spec: QueueSpec,
  parts: QueueDisciplineParts,
): QueueDiscipline {
  switch (spec.kind) {
    case 'fifo':
      return new FifoQueue(spec, parts);
    case 'red':
      return new RedQueue(spec, parts);
    case 'codel':
      return new CodelQueue(spec, parts);
    case 'fq-codel':
      return new FqCodelQueue(spec, parts);
    case 'priority':
      return new PriorityQueue(
        spec,
        spec.bands.map((band, index) => createBand(band, index, parts)),
      );
  }
}

/** The queue of a band, with random streams of its own. */
function createBand(band: PriorityBandSpec, index: number, parts: QueueDisciplineParts) {
  return createQueueDiscipline(band.queue ?? DEFAULT_BAND_QUEUE, {
    ...parts,
    stream: (purpose) => parts.stream(`band${index}/${purpose}`),
  });
}
