import type { DurationSpec } from '@packetloom/sim';
import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { readDuration } from '../../../quantity/units.js';
import type { SchemaPart } from '../../define/schemaPart.js';

/** A time that is fixed, or drawn each time; referred to as `varyingDuration`. */
export const VARYING_DURATION: SchemaPart = {
  what: 'a varying time',
  title: 'A varying time',
  schema: {
    description:
      'A time that is the same each time, or drawn from the exponential distribution with a mean.',
    type: ['string', 'object'],
    pattern: '^\\d+(\\.\\d+)?(ns|us|ms|s|m|h)$',
    form: 'duration',
    additionalProperties: false,
    required: ['exponential'],
    properties: {
      exponential: {
        description: 'The mean of the distribution.',
        $ref: '#/definitions/duration',
        examples: ['350ms'],
      },
    },
    examples: ['1s', { exponential: '350ms' }],
  },
};

type WrittenDuration = string | { readonly exponential: string };

export function varyingOf(
  written: WrittenDuration | undefined,
  path: readonly (string | number)[],
  { findings }: Context,
): DurationSpec {
  if (written === undefined) return { kind: 'fixed', durationNs: 0 };
  if (typeof written === 'string') {
    return { kind: 'fixed', durationNs: accepted(readDuration(written)) };
  }
  const meanNs = accepted(readDuration(written.exponential));
  if (meanNs === 0) {
    const message = 'an exponential distribution cannot have a mean of 0s: write 0s alone';
    findings.add({ path: [...path, 'exponential'], message });
  }
  return { kind: 'exponential', meanNs: Math.max(1, meanNs) };
}
