import type { JitterTable } from '@packetloom/sim';
import { MAX_TABLE_VALUE, MAX_TABLE_VALUES, MIN_TABLE_VALUE } from '@packetloom/sim/internal';
import type { Sibling } from '../files/sibling.js';
import { decode } from '../yaml/decode.js';

/** A distribution of a file, or why there is none. */
export type DistributionReading =
  | { readonly distribution: JitterTable }
  | { readonly message: string };

/** Files with distributions, as those of iproute2 (`*.dist`): each is read once. */
export class DistributionFiles {
  readonly #readSibling: (path: string) => Sibling;
  readonly #known = new Map<string, DistributionReading>();

  constructor(readSibling: (path: string) => Sibling) {
    this.#readSibling = readSibling;
  }

  /** A file by its path from the scenario file's folder. */
  read(path: string): DistributionReading {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const reading = readDistribution(path, this.#readSibling(path));
    this.#known.set(path, reading);
    return reading;
  }
}

/** Where no files are. */
export const NO_DISTRIBUTION_FILES = new DistributionFiles((path) => ({
  message: `'${path}': there are no files here`,
}));

function readDistribution(path: string, sibling: Sibling): DistributionReading {
  if ('message' in sibling) return sibling;
  const decoded = decode(sibling.bytes);
  if ('fault' in decoded) return { message: `'${path}' is no text: a distribution is numbers` };
  const values: number[] = [];
  for (const [index, line] of decoded.text.split('\n').entries()) {
    if (line.startsWith('#')) continue;
    for (const word of line.split(/\s+/)) {
      if (word === '') continue;
      const value = numberOf(word);
      const where = `'${path}', line ${index + 1}`;
      if (value === null) return { message: `${where}: '${shortened(word)}' is no whole number` };
      if (value < MIN_TABLE_VALUE || value > MAX_TABLE_VALUE) {
        const range = `${MIN_TABLE_VALUE} to ${MAX_TABLE_VALUE}`;
        return { message: `${where}: ${shortened(word)} is not from ${range}` };
      }
      if (values.length === MAX_TABLE_VALUES) {
        return { message: `${where}: more than ${MAX_TABLE_VALUES} numbers` };
      }
      values.push(value);
    }
  }
  if (values.length === 0) return { message: `'${path}' has no numbers` };
  return { distribution: { kind: 'table', values } };
}

/** A whole number as tc reads it (`strtol` of base 0): decimal, hexadecimal, or octal with a zero in front. */
function numberOf(word: string): number | null {
  const { sign = '', digits = '' } =
    /^(?<sign>[+-]?)(?<digits>0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i.exec(word)?.groups ?? {};
  if (digits === '') return null;
  const isOctal = /^0[0-7]/.test(digits);
  const size = isOctal ? Number.parseInt(digits, 8) : Number(digits);
  return sign === '-' ? 0 - size : size;
}

function shortened(word: string): string {
  return word.length <= 20 ? word : `${word.slice(0, 20)}…`;
}
