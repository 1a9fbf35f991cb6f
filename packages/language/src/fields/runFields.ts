import { counts, DURATION, type Field, field } from './types/field.js';
import type { RunScope } from './types/scope.js';

/** What can be asked of the run as a whole. */
export const RUN_FIELDS: readonly Field<RunScope>[] = [
  field('now', { type: DURATION, description: 'scenario time', read: ({ nowNs }) => nowNs }),
  counts('seed', '', 'the seed', ({ seed }) => seed),
  counts('number', '', 'which run of this seed: 0, or what `--run` says', ({ run }) => run),
  counts('events', '', 'events that fired so far', ({ events }) => events),
  counts(
    'unaccounted',
    'packets',
    'packets without a disposition: always 0, unless the simulator is wrong',
    ({ unaccounted }) => unaccounted,
  ),
];
