import { describe, expect, it } from 'vitest';
import { describeQueueDiscipline } from '../../test/describeQueueDiscipline.js';
import { assertQueue, createQueueDiscipline, type QueueSpec } from './queueDisciplines.js';
import { QueueSpecError } from './queueSpecError.js';

const SPECS: readonly [string, QueueSpec][] = [
  ['a FIFO by packets', { kind: 'fifo', limitPackets: 20 }],
  ['a FIFO by octets', { kind: 'fifo', limitBytes: 9000 }],
  ['RED', { kind: 'red', minPackets: 3, maxPackets: 9, weight: 0.3, limitPackets: 20 }],
  [
    'RED that is not gentle',
    { kind: 'red', minPackets: 3, maxPackets: 9, weight: 0.5, gentle: false, limitPackets: 20 },
  ],
  ['CoDel', { kind: 'codel', limitPackets: 20 }],
  ['FQ-CoDel', { kind: 'fq-codel', limitPackets: 20 }],
  ['FQ-CoDel with colliding flows', { kind: 'fq-codel', flows: 2, quantumBytes: 300 }],
  [
    'priority bands',
    {
      kind: 'priority',
      bands: [
        { dscp: [46], queue: { kind: 'fifo', limitPackets: 5 } },
        { dscp: [10], queue: { kind: 'codel' } },
        { dscp: [], queue: { kind: 'fq-codel' } },
      ],
    },
  ],
];

for (const [name, spec] of SPECS) {
  describeQueueDiscipline(name, (parts) => createQueueDiscipline(spec, parts));
}

describe('the spec of a queue', () => {
  it.each(SPECS)('can be that of %s', (_name, spec) => {
    expect(() => assertQueue(spec)).not.toThrow();
  });

  it.each([
    [{ kind: 'fifo' }, 'a FIFO without limitPackets or limitBytes is impossible'],
    [{ kind: 'fifo', limitPackets: 0 }, 'a fifo queue with limitPackets 0 is impossible'],
    [{ kind: 'codel', targetNs: 0.5 }, 'a codel queue with targetNs 0.5 is impossible'],
    [{ kind: 'fq-codel', flows: 0 }, 'a fq-codel queue with flows 0 is impossible'],
    [
      { kind: 'red', minPackets: 5, maxPackets: 5, limitPackets: 9 },
      'a red queue with minPackets 5 and maxPackets 5 is impossible',
    ],
    [
      { kind: 'red', minPackets: 1, maxPackets: 5, limitPackets: 9, weight: 2 },
      'a red queue with weight 2 (a fraction of 1) is impossible',
    ],
    [
      { kind: 'red', minPackets: 1, maxPackets: 5, limitPackets: 9, maxProbability: 0 },
      'a red queue with maxProbability 0 (a fraction of 1) is impossible',
    ],
    [{ kind: 'priority', bands: [] }, 'a priority queue with 0 bands is impossible'],
    [
      { kind: 'priority', bands: [{ dscp: [] }], defaultBand: 1 },
      'a priority queue with defaultBand 1 of 1 bands is impossible',
    ],
    [{ kind: 'priority', bands: [{ dscp: [64] }] }, 'a priority band for DSCP 64 is impossible'],
    [
      { kind: 'priority', bands: [{ dscp: [1] }, { dscp: [1] }] },
      'DSCP 1 twice in the bands is impossible',
    ],
    [{ kind: 'sfq' }, 'a queue of the kind "sfq" is impossible'],
  ])('cannot be %o', (spec, message) => {
    expect(() => assertQueue(spec as QueueSpec)).toThrow(new QueueSpecError(message));
  });
});
