// Values behind words of netem, in the units of tc or with what tc would have understood.
import { didYouMean, listed } from '../diagnostics/suggestion.js';
import type { ParseResult } from '../quantity/quantity.js';
import { readDuration, readRate, readShare, readSize } from '../quantity/units.js';
import { NetemError, type NetemWords, type Word } from './netemWords.js';

/** A share in percent. */
export function share(word: Word): number {
  return read(word, readShare(word.text));
}

/** A share, if a number is next. */
export function optionalShare(words: NetemWords): number | undefined {
  const word = words.takeNumber();
  return word === undefined ? undefined : share(word);
}

/** A time with its unit, in nanoseconds. */
export function duration(word: Word): number {
  // A bare number is in microseconds for tc, which few know.
  const bare = /^\d+$/.test(word.text) ? `${word.text}us` : undefined;
  return read(word, readDuration(word.text), bare);
}

/** A rate in bits a second. */
export function bitRate(word: Word): number {
  const [, digits, letter = ''] = /^(\d+)([kmg]?)bps$/i.exec(word.text) ?? [];
  if (digits !== undefined) {
    const suggestion = `${BigInt(digits) * 8n}${letter.toLowerCase()}bit`;
    throw new NetemError(word, `'${word.text}' is bytes a second for tc: write bits`, suggestion);
  }
  const rate = read(word, readRate(word.text));
  if (rate === null) throw new NetemError(word, 'netem has no unlimited rate: leave it out');
  return rate;
}

/** A whole number of packets from 1. */
export function packetCount(word: Word, words: NetemWords): number {
  const what = 'a number of packets, such as 1000';
  const found = words.need(word, what);
  const value = /^\d{1,9}$/.test(found.text) ? Number(found.text) : 0;
  if (value > 0) return value;
  const digits = /^([1-9]\d{0,8})p$/.exec(found.text)?.[1];
  throw new NetemError(found, `'${found.text}' is not ${what}`, digits);
}

/** Octets: a bare number, as tc takes it, or with a unit. */
export function octetCount(word: Word): number {
  const octets = /^\d{1,9}$/.test(word.text) ? Number(word.text) : read(word, readSize(word.text));
  if (octets > 0) return octets;
  throw new NetemError(word, `'${word.text}' is not a number of octets, such as 1500`);
}

/** Octets more or less of each packet or cell, if a number is next. */
export function optionalOctets(words: NetemWords, least: number): number | undefined {
  const word = words.takeNumber();
  if (word === undefined) return undefined;
  const octets = /^-?\d{1,6}$/.test(word.text) ? Number(word.text) : Number.NaN;
  if (octets >= least) return octets;
  throw new NetemError(word, `'${word.text}' is not a number of octets, such as 20`);
}

/** A word that is none of those known, with what may have been meant. */
export function unknown(
  word: Word,
  what: string,
  known: readonly string[],
  others = '',
): NetemError {
  const message = `there is no ${what} '${word.text}'; there are ${listed(known)}${others}`;
  return new NetemError(word, message, didYouMean(word.text, known));
}

function read<Value>(word: Word, reading: ParseResult<Value>, suggestion?: string): Value {
  if (reading.ok) return reading.value;
  throw new NetemError(word, `'${word.text}' ${reading.problem}`, suggestion ?? reading.suggestion);
}
