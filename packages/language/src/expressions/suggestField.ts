import { didYouMean } from '../diagnostics/suggestion.js';

/** What people say for parts that are called differently here. */
const OTHER_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['avg', ['mean']],
  ['average', ['mean']],
  ['median', ['p50']],
  ['latency', ['rtt', 'delay']],
  ['rtt', ['responseTime', 'delay']],
  ['delay', ['rtt']],
  ['dropped', ['drops', 'lost']],
  ['lost', ['drops']],
  ['received', ['delivered', 'receivedFrames']],
  ['pdr', ['deliveryRatio']],
  ['receivedRatio', ['deliveryRatio']],
]);

/** The part that somebody who wrote `key` may have meant. */
export function suggestField(key: string, known: readonly string[]): string | undefined {
  return OTHER_WORDS.get(key)?.find((word) => known.includes(word)) ?? didYouMean(key, known);
}

/** The ratio that there is of two counts, such as `app.p.lossRatio`. */
export function ratioInstead(above: string, below: string): string | null {
  const [, whole, count = ''] = /^(.*)\.(\w+)$/.exec(above) ?? [];
  const name =
    whole === undefined ? undefined : RATIOS_OF[`${count}/${below.slice(whole.length + 1)}`];
  if (name === undefined || whole === undefined || !below.startsWith(`${whole}.`)) return null;
  return `${whole}.${name}`;
}

const RATIOS_OF: Readonly<Record<string, string>> = {
  'lost/sent': 'lossRatio',
  'received/sent': 'deliveryRatio',
  'delivered/sent': 'deliveryRatio',
  'lost/expected': 'lossRatio',
  'received/expected': 'deliveryRatio',
  'duplicated/received': 'duplicateRatio',
  'reordered/received': 'reorderedRatio',
};
