import type { SizeSpec } from '@packetloom/sim';
import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { FLOW_SIZES } from '../../../quantity/flowSizes.js';
import { readSize } from '../../../quantity/units.js';
import type { SchemaPart } from '../../define/schemaPart.js';
import { readSizeFile } from './sizeFile.js';

const SIZE = {
  type: 'string',
  pattern: '^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$',
  form: 'size',
} as const;

/** A size that is fixed, or drawn each time; referred to as `varyingSize`. */
export const VARYING_SIZE: SchemaPart = {
  what: 'a varying size',
  title: 'A varying size',
  schema: {
    description:
      'A number of bytes (b, kb, mb; kib, mib) that is the same each time, or drawn: web-search (DCTCP, SIGCOMM 2010, figure 4; mean 1.7 MB) and data-mining (VL2, SIGCOMM 2009, figure 2; mean 12.7 MB) are flow sizes measured in data centres.',
    type: ['string', 'object'],
    form: 'varying-size',
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
    properties: {
      exponential: {
        description: 'Exponentially distributed, with this mean.',
        ...SIZE,
        examples: ['10kb'],
      },
      uniform: {
        description: 'Each size from the first to the second equally often.',
        type: 'array',
        minItems: 2,
        maxItems: 2,
        items: SIZE,
        examples: [['1kb', '9kb']],
      },
      cdf: {
        description:
          'A file with a cumulative distribution: in each line a size in bytes and the share of flows that are not larger, both ascending, the last share 1 (or 100, in percent); # begins a comment. Sizes between two lines are equally frequent.',
        type: 'string',
        examples: ['./sizes.txt'],
      },
    },
    examples: ['10kb', 'web-search', { exponential: '10kb' }, { cdf: './sizes.txt' }],
  },
};

type WrittenSize =
  | string
  | {
      readonly exponential?: string;
      readonly uniform?: readonly [string, string];
      readonly cdf?: string;
    };

const NOTHING: SizeSpec = { kind: 'fixed', bytes: 1 };

/** Whether a text names a distribution. */
export function isFlowSizes(text: string): boolean {
  return Object.hasOwn(FLOW_SIZES, text);
}

/** The size that was written; what makes no sense goes into the findings. */
export function varyingSizeOf(
  written: WrittenSize,
  path: DocumentPath,
  context: Context,
): SizeSpec {
  const { findings } = context;
  if (typeof written === 'string') {
    const points = isFlowSizes(written) ? FLOW_SIZES[written] : undefined;
    return points === undefined
      ? { kind: 'fixed', bytes: positive(written, path, context) }
      : { kind: 'cdf', points };
  }
  const { exponential, uniform, cdf } = written;
  if (exponential !== undefined) {
    const meanBytes = positive(exponential, [...path, 'exponential'], context);
    return { kind: 'exponential', meanBytes };
  }
  if (uniform !== undefined) {
    const [least, most] = uniform;
    const leastBytes = positive(least, [...path, 'uniform', 0], context);
    const mostBytes = positive(most, [...path, 'uniform', 1], context);
    if (mostBytes >= leastBytes) return { kind: 'uniform', leastBytes, mostBytes };
    const message = `the second size is not to be smaller than the first, ${least}`;
    findings.add({ path: [...path, 'uniform', 1], message });
    return NOTHING;
  }
  const reading = readSizeFile(cdf ?? '', context);
  if ('points' in reading) return { kind: 'cdf', points: reading.points };
  findings.add({ path: [...path, 'cdf'], message: reading.message });
  return NOTHING;
}

function positive(text: string, path: DocumentPath, { findings }: Context): number {
  const bytes = accepted(readSize(text));
  if (bytes > 0) return bytes;
  findings.add({ path, message: 'nothing of 0b can be sent over TCP: write 1b at least' });
  return 1;
}

/** What was written, in a few words. */
export function varyingSizeText(written: WrittenSize): string {
  if (typeof written === 'string') return written;
  const { exponential, uniform, cdf = '' } = written;
  if (exponential !== undefined) return `exponential ${exponential}`;
  return uniform === undefined ? cdf : `${uniform[0]} to ${uniform[1]}`;
}
