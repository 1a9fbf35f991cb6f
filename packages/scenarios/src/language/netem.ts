import type { LinkDirectionSpec } from '@packetloom/sim';
import { didYouMean, listed } from '../load/suggestion.js';
import { NetemError, type NetemProblem, NetemWords, type Word } from './netemWords.js';
import type { Reading } from './quantity.js';
import { readDuration, readRate, readShare } from './units.js';

/** What words of netem say of a direction. */
export type NetemDirection = Partial<
  Pick<LinkDirectionSpec, 'delayNs' | 'rateBitsPerSecond' | 'queueLimitPackets' | 'queue'>
> &
  Pick<LinkDirectionSpec, 'jitter' | 'loss' | 'duplicate' | 'corrupt' | 'reorder'>;

/** Words of netem as what they say, or what is wrong with them. */
export type NetemReading =
  | { readonly ok: true; readonly direction: NetemDirection }
  | { readonly ok: false; readonly problem: NetemProblem };

type Jitter = NonNullable<LinkDirectionSpec['jitter']>;
type Distribution = NonNullable<Jitter['distribution']>;
type LossSpec = NonNullable<LinkDirectionSpec['loss']>;

interface Chance {
  readonly probability: number;
  readonly correlation: number;
}

/** What has been said so far. */
interface Said {
  delayNs?: number;
  jitter?: { readonly jitterNs: number; readonly correlation: number };
  distribution?: Distribution;
  loss?: LossSpec | null;
  duplicate?: Chance | null;
  corrupt?: Chance | null;
  reorder?: Chance | null;
  gap?: number;
  limit?: number;
  rate?: number;
}

/** Reads what follows a word. */
type Clause = (said: Said, word: Word, words: NetemWords) => void;

const DISTRIBUTIONS = ['uniform', 'normal', 'pareto', 'paretonormal'] as const;
const LOSS_MODELS = ['random', 'state', 'gemodel'] as const;

const CLAUSES: Readonly<Record<string, Clause>> = {
  limit: (said, word, words) => {
    said.limit = count(word, words, 'a number of packets, such as 1000');
  },
  delay: (said, word, words) => {
    said.delayNs = duration(words.need(word, 'a time, such as 20ms'));
    const jitter = words.takeNumber();
    if (jitter === undefined) return;
    said.jitter = { jitterNs: duration(jitter), correlation: optionalShare(words) ?? 0 };
  },
  distribution: (said, word, words) => {
    const name = words.need(word, `one of ${listed(DISTRIBUTIONS)}`);
    const found = DISTRIBUTIONS.find((known) => known === name.text);
    if (found === undefined) throw unknown(name, 'distribution', DISTRIBUTIONS);
    said.distribution = found;
  },
  loss: (said, word, words) => {
    said.loss = lossAfter(word, words);
  },
  duplicate: (said, word, words) => {
    said.duplicate = chanceAfter(word, words);
  },
  corrupt: (said, word, words) => {
    said.corrupt = chanceAfter(word, words);
  },
  reorder: (said, word, words) => {
    said.reorder = chanceAfter(word, words);
  },
  gap: (said, word, words) => {
    said.gap = count(word, words, 'a number of packets, such as 5');
  },
  rate: (said, word, words) => {
    const rate = words.need(word, 'a rate, such as 10mbit');
    said.rate = rateOf(rate);
    const more = words.takeNumber();
    if (more !== undefined) {
      const message = `'${more.text}': overheads and cells of a rate are not built`;
      throw new NetemError(more, message);
    }
  },
};

/** Words that netem has, or had, and this language has not. */
const NOT_BUILT: Readonly<Record<string, string>> = {
  slot: 'slots in which packets come together',
  ecn: 'marks in the place of losses',
  seed: 'a seed of its own: the scenario has one',
};

/** Other words of tc for the same. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  latency: 'delay',
  drop: 'loss',
  duplication: 'duplicate',
  corruption: 'corrupt',
  reordering: 'reorder',
};

/**
 * What `tc qdisc … netem` is told of a direction, such as `delay 20ms 2ms distribution normal loss 1%`.
 * Impairments that are not named are off (null); delay, rate and limit are only there if they are named.
 */
export function readNetem(text: string): NetemReading {
  const words = new NetemWords(text);
  const said: Said = {};
  const seen = new Map<string, Word>();
  try {
    for (let word = words.take(); word !== undefined; word = words.take()) {
      const clause = Object.hasOwn(CLAUSES, word.text) ? CLAUSES[word.text] : undefined;
      if (clause === undefined) throw notAWord(word);
      if (seen.has(word.text)) throw new NetemError(word, `'${word.text}' is there twice`);
      seen.set(word.text, word);
      clause(said, word, words);
    }
    if (seen.size === 0) throw new NetemError({ start: 0, end: text.length }, 'says nothing');
    checkTogether(said, seen);
    return { ok: true, direction: directionOf(said) };
  } catch (error) {
    if (!(error instanceof NetemError)) throw error;
    return { ok: false, problem: error.problem };
  }
}

/** Words that are nothing without others, as tc says too. */
function checkTogether(said: Said, seen: ReadonlyMap<string, Word>): void {
  const need = (word: string, has: boolean, message: string) => {
    const found = seen.get(word);
    if (found !== undefined && !has) throw new NetemError(found, message);
  };
  const varies = said.jitter !== undefined;
  need('distribution', varies, 'a distribution is of the jitter: write delay 20ms 2ms before it');
  need('reorder', said.delayNs !== undefined, 'reordering needs a delay that a packet is spared');
  need(
    'gap',
    said.reorder !== undefined,
    'a gap is of the reordering: write reorder 25% before it',
  );
}

function directionOf(said: Said): NetemDirection {
  const { delayNs, jitter, distribution = 'uniform', loss, duplicate, corrupt, limit, rate } = said;
  return {
    ...(delayNs === undefined ? {} : { delayNs }),
    ...(rate === undefined ? {} : { rateBitsPerSecond: rate }),
    ...(limit === undefined ? {} : { queue: null, queueLimitPackets: limit }),
    // Without a rate of its own, netem sends each packet when its delay is over.
    jitter:
      jitter === undefined || jitter.jitterNs === 0
        ? null
        : { ...jitter, distribution, keepOrder: rate !== undefined },
    loss: loss ?? null,
    duplicate: duplicate ?? null,
    corrupt: corrupt ?? null,
    reorder: said.reorder ? { ...said.reorder, gap: said.gap ?? 1 } : null,
  };
}

function lossAfter(word: Word, words: NetemWords): LossSpec | null {
  const { next } = words;
  const model = LOSS_MODELS.find((known) => known === next?.text);
  if (model === undefined && next !== undefined && !/^[\d.+-]/.test(next.text)) {
    throw unknown(next, 'loss model', LOSS_MODELS);
  }
  const model0 = model === undefined ? word : (words.take() as Word);
  switch (model) {
    case undefined:
    case 'random': {
      const chance = chanceAfter(model0, words);
      return chance && { kind: 'independent', ...chance };
    }
    case 'gemodel': {
      const [p, r, lossInBad, lossInGood] = shares(model0, words, 4);
      return { kind: 'gilbert-elliott', ...named({ r, lossInBad, lossInGood }), p: p ?? 0 };
    }
    case 'state': {
      const [p13, p31, p32, p23, p14] = shares(model0, words, 5);
      return { kind: 'four-state', ...named({ p31, p32, p23, p14 }), p13: p13 ?? 0 };
    }
  }
}

/** What is there of optional values. */
function named<Key extends string>(
  values: Readonly<Record<Key, number | undefined>>,
): Partial<Record<Key, number>> {
  const there = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as Partial<Record<Key, number>>;
}

/** One share at least, and at most so many. */
function shares(after: Word, words: NetemWords, most: number): number[] {
  const found = [share(words.need(after, 'a share in percent, such as 1%'))];
  for (let more = optionalShare(words); more !== undefined; more = optionalShare(words)) {
    found.push(more);
    if (found.length === most) break;
  }
  return found;
}

/** A probability and how much it depends on the last decision; 0% is off. */
function chanceAfter(word: Word, words: NetemWords): Chance | null {
  const probability = share(words.need(word, 'a share in percent, such as 1%'));
  const correlation = optionalShare(words) ?? 0;
  return probability === 0 ? null : { probability, correlation };
}

function optionalShare(words: NetemWords): number | undefined {
  const word = words.takeNumber();
  return word === undefined ? undefined : share(word);
}

function share(word: Word): number {
  return read(word, readShare(word.text));
}

function duration(word: Word): number {
  // A bare number is in microseconds for tc, which few know.
  const bare = /^\d+$/.test(word.text) ? `${word.text}us` : undefined;
  return read(word, readDuration(word.text), bare);
}

function rateOf(word: Word): number {
  const [, digits, letter = ''] = /^(\d+)([kmg]?)bps$/i.exec(word.text) ?? [];
  if (digits !== undefined) {
    const meant = `${BigInt(digits) * 8n}${letter.toLowerCase()}bit`;
    throw new NetemError(word, `'${word.text}' is bytes a second for tc: write bits`, meant);
  }
  const rate = read(word, readRate(word.text));
  if (rate === null) throw new NetemError(word, 'netem has no unlimited rate: leave it out');
  return rate;
}

function count(word: Word, words: NetemWords, what: string): number {
  const found = words.need(word, what);
  const value = /^\d{1,9}$/.test(found.text) ? Number(found.text) : 0;
  if (value > 0) return value;
  const digits = /^([1-9]\d{0,8})p$/.exec(found.text)?.[1];
  throw new NetemError(found, `'${found.text}' is not ${what}`, digits);
}

function read<Value>(word: Word, reading: Reading<Value>, meant?: string): Value {
  if (reading.ok) return reading.value;
  throw new NetemError(word, `'${word.text}' ${reading.problem}`, meant ?? reading.suggestion);
}

function unknown(word: Word, what: string, known: readonly string[]): NetemError {
  const message = `there is no ${what} '${word.text}'; there are ${listed(known)}`;
  return new NetemError(word, message, didYouMean(word.text, known));
}

function notAWord(word: Word): NetemError {
  const planned = Object.hasOwn(NOT_BUILT, word.text) ? NOT_BUILT[word.text] : undefined;
  if (planned !== undefined) {
    return new NetemError(word, `'${word.text}' of netem is not built (${planned})`);
  }
  const known = Object.keys(CLAUSES);
  const meant = Object.hasOwn(OTHER_WORDS, word.text)
    ? OTHER_WORDS[word.text]
    : didYouMean(word.text, known);
  const message = `'${word.text}' is no word of netem here; it has ${known.map((each) => `'${each}'`).join(', ')}`;
  return new NetemError(word, message, meant);
}
