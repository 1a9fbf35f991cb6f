import type { SizePoint } from '@packetloom/sim';
import type { Context } from '../../../context/context.js';
import { decode } from '../../../yaml/decode.js';

/** What a CDF file holds, or why it holds none. */
type Reading = { readonly points: readonly SizePoint[] } | { readonly message: string };

/** Octets of a flow, at most: what a run can count. */
const MAX_BYTES = 2 ** 50;
const MAX_POINTS = 100_000;
const PERCENT = 100;

/**
 * A cumulative distribution of sizes from a file: in each line a size in octets and a probability, both ascending, as
 * traffic generators have them. The last probability is 1, or 100 where all are in percent; `#` begins a comment.
 */
export function readSizeFile(path: string, { readSibling }: Context): Reading {
  const sibling = readSibling(path);
  if ('message' in sibling) return sibling;
  const decoded = decode(sibling.bytes);
  if ('fault' in decoded) return { message: `'${path}' is no text: a CDF file has numbers` };
  const rows: SizePoint[] = [];
  for (const [index, line] of decoded.text.split('\n').entries()) {
    const where = `'${path}', line ${index + 1}`;
    const words = line.replace(/#.*/, '').trim().split(/\s+/);
    if (words[0] === '') continue;
    const [bytes = Number.NaN, probability = Number.NaN] = words.map(numberOf);
    if (words.length !== 2 || Number.isNaN(bytes) || Number.isNaN(probability)) {
      return {
        message: `${where}: expected a size in bytes and a probability, such as 10000 0.15`,
      };
    }
    const before = rows.at(-1);
    if (before !== undefined && (bytes < before.bytes || probability < before.probability)) {
      return { message: `${where}: sizes and probabilities go up, or stay` };
    }
    if (bytes > MAX_BYTES) return { message: `${where}: ${words[0]} bytes are too many` };
    if (rows.length === MAX_POINTS) return { message: `${where}: more than ${MAX_POINTS} lines` };
    rows.push({ bytes: Math.round(bytes), probability });
  }
  const whole = rows.at(-1)?.probability;
  if (whole !== 1 && whole !== PERCENT) {
    const found = whole === undefined ? 'there is none' : `it is ${whole}`;
    return { message: `'${path}': the last probability is to be 1, or 100 in percent; ${found}` };
  }
  return {
    points: rows.map(({ bytes, probability }) => ({ bytes, probability: probability / whole })),
  };
}

function numberOf(word: string): number {
  return /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(word) ? Number(word) : Number.NaN;
}
