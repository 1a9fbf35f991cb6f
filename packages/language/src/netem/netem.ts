import { didYouMean } from '../diagnostics/suggestion.js';
import type { LinkDirection } from '../document/document.js';
import { NO_DISTRIBUTION_FILES } from './distributionFile.js';
import { NETEM_CLAUSES } from './netemClauses.js';
import type { NetemSettings } from './netemSettings.js';
import { NetemError, type NetemProblem, NetemWords, type Word } from './netemWords.js';

/** What words of netem say of a direction. */
export type NetemDirection = Partial<
  Pick<
    LinkDirection,
    'delayNs' | 'rateBitsPerSecond' | 'framing' | 'queueLimitPackets' | 'queue' | 'limitPackets'
  >
> &
  Pick<
    LinkDirection,
    | 'inQdisc'
    | 'qdiscRate'
    | 'jitter'
    | 'loss'
    | 'ecn'
    | 'duplicate'
    | 'corrupt'
    | 'reorder'
    | 'slot'
  >;

/** Words of netem as what they say, or what is wrong with them. */
export type NetemReading =
  | {
      readonly ok: true;
      readonly direction: NetemDirection;
      /** The words that begin something. */
      readonly keys: ReadonlySet<string>;
    }
  | { readonly ok: false; readonly problem: NetemProblem };

/** Packets that netem holds unless told otherwise. */
const DEFAULT_LIMIT = 1_000;

/** Words that netem has, or had, and this language has not. */
const NOT_BUILT: Readonly<Record<string, string>> = {
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
 * Impairments that are not named are off (null); delay and rate are only there if they are named, limits if
 * something is that holds packets.
 */
export function readNetem(text: string, files = NO_DISTRIBUTION_FILES): NetemReading {
  const words = new NetemWords(text, files);
  const settings: NetemSettings = {};
  const seen = new Map<string, Word>();
  try {
    for (let word = words.take(); word !== undefined; word = words.take()) {
      const clause = Object.hasOwn(NETEM_CLAUSES, word.text) ? NETEM_CLAUSES[word.text] : undefined;
      if (clause === undefined) throw notAWord(word);
      if (seen.has(word.text)) throw new NetemError(word, `'${word.text}' is there twice`);
      seen.set(word.text, word);
      clause(settings, word, words);
    }
    if (seen.size === 0) throw new NetemError({ start: 0, end: text.length }, 'says nothing');
    checkTogether(settings, seen);
    return { ok: true, direction: directionOf(settings), keys: new Set(seen.keys()) };
  } catch (error) {
    if (!(error instanceof NetemError)) throw error;
    return { ok: false, problem: error.problem };
  }
}

/** Words that are nothing without others, as tc says too. */
function checkTogether(settings: NetemSettings, seen: ReadonlyMap<string, Word>): void {
  const need = (word: string, has: boolean, message: string) => {
    const found = seen.get(word);
    if (found !== undefined && !has) throw new NetemError(found, message);
  };
  const varies = settings.jitter !== undefined;
  const delays = (settings.delayNs ?? 0) > 0;
  need('distribution', varies, 'a distribution is of the jitter: write delay 20ms 2ms before it');
  need(
    'reorder',
    delays,
    'reordering needs a delay that a packet is spared: write delay 20ms before it',
  );
  need(
    'gap',
    settings.reorder !== undefined,
    'a gap is of the reordering: write reorder 25% before it',
  );
  need('ecn', seen.has('loss'), 'ecn marks what would be lost: write loss 1% before it');
}

function directionOf(settings: NetemSettings): NetemDirection {
  const {
    delayNs,
    jitter,
    distribution = 'uniform',
    loss,
    duplicate,
    corrupt,
    rate,
    slot,
  } = settings;
  return {
    ...(delayNs === undefined ? {} : { delayNs }),
    ...(rate === undefined
      ? {}
      : { rateBitsPerSecond: rate, framing: settings.framing ?? null, qdiscRate: true }),
    ...limitsOf(settings),
    inQdisc: true,
    // Without a rate of its own, netem sends each packet when its delay is over.
    jitter:
      jitter === undefined || jitter.jitterNs === 0
        ? null
        : { ...jitter, distribution, keepOrder: rate !== undefined },
    loss: loss ?? null,
    ecn: settings.ecn ?? false,
    duplicate: duplicate ?? null,
    corrupt: corrupt ?? null,
    reorder: settings.reorder ? { ...settings.reorder, gap: settings.gap ?? 1 } : null,
    slot: slot ?? null,
  };
}

/**
 * The limit is of all that netem holds: what waits for its rate, or is delayed. Where it holds nothing, it is that of
 * the queue. A queue of the link is large enough not to be in its way.
 */
function limitsOf({
  delayNs = 0,
  jitter,
  rate,
  slot,
  limit,
}: NetemSettings): Partial<NetemDirection> {
  const holds = delayNs > 0 || (jitter?.jitterNs ?? 0) > 0 || slot != null;
  const most = limit ?? DEFAULT_LIMIT;
  const queue = rate !== undefined || limit !== undefined;
  return {
    ...(holds ? { limitPackets: most } : {}),
    ...(queue ? { queue: null, queueLimitPackets: most } : {}),
  };
}

function notAWord(word: Word): NetemError {
  const planned = Object.hasOwn(NOT_BUILT, word.text) ? NOT_BUILT[word.text] : undefined;
  if (planned !== undefined) {
    return new NetemError(word, `'${word.text}' of netem is not built (${planned})`);
  }
  const known = Object.keys(NETEM_CLAUSES);
  const suggestion = Object.hasOwn(OTHER_WORDS, word.text)
    ? OTHER_WORDS[word.text]
    : didYouMean(word.text, known);
  const message = `'${word.text}' is no word of netem here; it has ${known.map((each) => `'${each}'`).join(', ')}`;
  return new NetemError(word, message, suggestion);
}
