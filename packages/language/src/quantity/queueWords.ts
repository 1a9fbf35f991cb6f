import { type ParseResult, parseFailure } from './quantity.js';
import { readPackets, readSize } from './units.js';

/** What stands here for a queue discipline that tc, ns-3 or others name by a word. */
const DISCIPLINES: Readonly<Record<string, (limit: string | undefined) => string>> = {
  fifo: (limit = '100p') => limit,
  pfifo: (limit = '100p') => limit,
  pfifo_fast: (limit = '100p') => limit,
  droptail: (limit = '100p') => limit,
  bfifo: (limit = '64kb') => `{ kind: fifo, limit: ${limit.replace(/p$/, 'b')} }`,
  codel: (limit) => mapping('codel', limit),
  fq_codel: (limit) => mapping('fq-codel', limit),
  'fq-codel': (limit) => mapping('fq-codel', limit),
  fqcodel: (limit) => mapping('fq-codel', limit),
  fq: (limit) => mapping('fq-codel', limit),
  sfq: (limit) => mapping('fq-codel', limit),
  cake: (limit) => mapping('fq-codel', limit),
  red: (limit = '60p') => `{ kind: red, min: 5p, max: 15p, limit: ${limit} }`,
  prio: () => '{ kind: priority, bands: [[46], [0]] }',
  priority: () => '{ kind: priority, bands: [[46], [0]] }',
};

function mapping(kind: string, limit: string | undefined): string {
  return limit === undefined ? `{ kind: ${kind} }` : `{ kind: ${kind}, limit: ${limit} }`;
}

/** The short form of a queue, `100p`; a discipline, as tc writes it, is told how to be written here. */
export function readQueue(text: string): ParseResult<number> {
  const packets = readPackets(text);
  if (packets.ok) return packets;
  if (readSize(text).ok) {
    const problem = 'is a number of bytes, which the long form takes';
    return parseFailure(problem, `{ kind: fifo, limit: ${text} }`);
  }
  const [word = '', ...rest] = text.trim().toLowerCase().split(/\s+/);
  const suggestion = Object.hasOwn(DISCIPLINES, word) ? DISCIPLINES[word] : undefined;
  if (suggestion === undefined) return packets;
  const limit = /^\d+$/.exec(rest[rest.indexOf('limit') + 1] ?? '')?.[0];
  const problem =
    'is a queue discipline: a queue is a number of packets, or a mapping with its kind';
  return parseFailure(problem, suggestion(limit === undefined ? undefined : `${limit}p`));
}
