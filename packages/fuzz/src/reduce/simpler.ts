import type { KnownAddresses } from './addresses.js';
import { smallerNumbers } from './numbers.js';
import { simplerPackets } from './packets.js';

const NUMBER_WITH_UNIT = /^(\d+(?:\.\d+)?)([a-z%]*)$/;
const ADDRESS_WITH_PORT = /^(\d+\.\d+\.\d+\.\d+)(:\d+)?$/;
/** Options of rules and routes have so many words at most. */
const MAX_WORDS = 3;

/** Values that are simpler than one of a scenario. */
export function* simplerThan(value: unknown, { owners, all }: KnownAddresses): Iterable<unknown> {
  if (typeof value === 'number') yield* smallerNumbers(value);
  if (typeof value !== 'string') return;
  if (value === 'router') yield 'host';
  const [, address = '', port = ''] = ADDRESS_WITH_PORT.exec(value) ?? [];
  const owner = owners.get(address);
  if (owner !== undefined) yield `${owner}${port}`;
  const [, number, unit] = NUMBER_WITH_UNIT.exec(value) ?? [];
  if (number !== undefined) {
    for (const smaller of smallerNumbers(Number(number))) yield `${smaller}${unit}`;
  }
  yield* simplerPackets(value, all);
  yield* fewerWords(value);
}

/** Without some words that follow each other, as of a rule. */
function* fewerWords(text: string): Iterable<string> {
  const words = text.split(' ');
  for (let size = MAX_WORDS; size >= 1; size--) {
    for (let index = 0; index + size < words.length; index++) {
      yield words.toSpliced(index, size).join(' ');
    }
  }
}
