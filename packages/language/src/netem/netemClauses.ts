import { listed } from '../diagnostics/suggestion.js';
import type { LinkDirection } from '../document/document.js';
import type { Distribution, NetemSettings, Probability } from './netemSettings.js';
import {
  bitRate,
  duration,
  octetCount,
  optionalOctets,
  optionalShare,
  packetCount,
  share,
  unknown,
} from './netemValues.js';
import { NetemError, type NetemWords, type Word } from './netemWords.js';

type LossSpec = NonNullable<LinkDirection['loss']>;
type SlotSpec = NonNullable<LinkDirection['slot']>;

/** Reads what follows a word. */
type Clause = (settings: NetemSettings, word: Word, words: NetemWords) => void;

const DISTRIBUTIONS = ['uniform', 'normal', 'pareto', 'paretonormal'] as const;
/** What else a distribution may be. */
const FILE = ', and files, such as ./experimental.dist';
const LOSS_MODELS = ['random', 'state', 'gemodel'] as const;

/** The words that begin something, and what follows them. */
export const NETEM_CLAUSES: Readonly<Record<string, Clause>> = {
  limit: (settings, word, words) => {
    settings.limit = packetCount(word, words);
  },
  delay: (settings, word, words) => {
    settings.delayNs = duration(words.need(word, 'a time, such as 20ms'));
    const jitter = words.takeNumber();
    if (jitter === undefined) return;
    settings.jitter = { jitterNs: duration(jitter), correlation: optionalShare(words) ?? 0 };
  },
  distribution: (settings, word, words) => {
    settings.distribution = distributionAfter(word, words);
  },
  loss: (settings, word, words) => {
    settings.loss = lossAfter(word, words);
  },
  ecn: (settings) => {
    settings.ecn = true;
  },
  duplicate: (settings, word, words) => {
    settings.duplicate = probabilityAfter(word, words);
  },
  corrupt: (settings, word, words) => {
    settings.corrupt = probabilityAfter(word, words);
  },
  reorder: (settings, word, words) => {
    settings.reorder = probabilityAfter(word, words);
  },
  gap: (settings, word, words) => {
    settings.gap = packetCount(word, words);
  },
  rate: (settings, word, words) => {
    settings.rate = bitRate(words.need(word, 'a rate, such as 10mbit'));
    const overheadBytes = optionalOctets(words, -1_000);
    if (overheadBytes === undefined) return;
    const cellBytes = optionalOctets(words, 0) ?? 0;
    settings.framing = {
      overheadBytes,
      cellBytes,
      cellOverheadBytes: optionalOctets(words, -cellBytes) ?? 0,
    };
  },
  slot: (settings, word, words) => {
    settings.slot = slotAfter(word, words);
  },
};

function distributionAfter(word: Word, words: NetemWords): Distribution {
  const name = words.need(word, `one of ${listed(DISTRIBUTIONS)}`);
  const found = DISTRIBUTIONS.find((known) => known === name.text);
  if (found !== undefined) return found;
  if (!/[./]/.test(name.text)) throw unknown(name, 'distribution', DISTRIBUTIONS, FILE);
  const reading = words.files.read(name.text);
  if ('message' in reading) throw new NetemError(name, reading.message);
  return reading.distribution;
}

function slotAfter(word: Word, words: NetemWords): SlotSpec {
  const delay = slotDelayAfter(word, words);
  let limits: Pick<SlotSpec, 'maxPackets' | 'maxBytes'> = {};
  for (let next = words.next; next !== undefined; next = words.next) {
    if (next.text === 'packets') {
      words.take();
      limits = { ...limits, maxPackets: packetCount(next, words) };
    } else if (next.text === 'bytes') {
      words.take();
      limits = { ...limits, maxBytes: octetCount(words.need(next, 'octets, such as 1500')) };
    } else {
      break;
    }
  }
  return { delay, ...limits };
}

function slotDelayAfter(word: Word, words: NetemWords): SlotSpec['delay'] {
  const next = words.need(word, 'a time, such as 5ms');
  if (next.text !== 'distribution') {
    const minNs = duration(next);
    const most = words.takeNumber();
    return { kind: 'range', minNs, maxNs: most === undefined ? minNs : duration(most) };
  }
  const distribution = distributionAfter(next, words);
  const meanNs = duration(words.need(next, 'a mean and a jitter, such as 5ms 1ms'));
  const jitterNs = duration(words.need(next, 'a mean and a jitter, such as 5ms 1ms'));
  return { kind: 'distribution', distribution, meanNs, jitterNs };
}

function lossAfter(word: Word, words: NetemWords): LossSpec | null {
  const { next } = words;
  const model = LOSS_MODELS.find((known) => known === next?.text);
  if (model === undefined && next !== undefined && !/^[\d.+-]/.test(next.text)) {
    throw unknown(next, 'loss model', LOSS_MODELS);
  }
  const start = model === undefined ? word : (words.take() as Word);
  switch (model) {
    case undefined:
    case 'random': {
      const chance = probabilityAfter(start, words);
      return chance && { kind: 'independent', ...chance };
    }
    case 'gemodel': {
      const [p, r, lossInBad, lossInGood] = shares(start, words, 4);
      return { kind: 'gilbert-elliott', ...named({ r, lossInBad, lossInGood }), p: p ?? 0 };
    }
    case 'state': {
      const [p13, p31, p32, p23, p14] = shares(start, words, 5);
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
function probabilityAfter(word: Word, words: NetemWords): Probability | null {
  const probability = share(words.need(word, 'a share in percent, such as 1%'));
  const correlation = optionalShare(words) ?? 0;
  return probability === 0 ? null : { probability, correlation };
}
