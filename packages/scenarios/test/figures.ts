// Whether the figures of a text report are those of the document of --json.
import { formatDuration, formatRate } from '@packetloom/language';
import { grouped } from '@packetloom/language/internal';

/** A value of JSON. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A scenario of the document of --json. */
export interface ReportedFigures {
  readonly nodes: readonly Json[];
  readonly links: readonly Json[];
  readonly segments: readonly Json[];
  readonly apps: readonly Json[];
}

/** A phrase of the report, and what the document has for it. */
interface Phrase {
  readonly pattern: RegExp;
  readonly said: (json: Json, words: readonly string[]) => string | null;
}

/** Finds a value by a path of keys. */
function at(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, key) ? (value as { [key: string]: Json })[key] : undefined;
  }
  return value;
}

function numberAt(json: Json | undefined, ...path: readonly string[]): number {
  const value = at(json, ...path);
  return typeof value === 'number' ? value : 0;
}

function sizeAt(json: Json, key: string): number {
  const value = at(json, key);
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

const count = (pattern: RegExp, ...path: readonly string[]): Phrase => ({
  pattern,
  said: (json) => grouped(numberAt(json, ...path)),
});
const size = (pattern: RegExp, key: string): Phrase => ({
  pattern,
  said: (json) => grouped(sizeAt(json, key)),
});
const flag = (pattern: RegExp, key: string, value: boolean): Phrase => ({
  pattern,
  said: (json) => (at(json, key) === value ? '' : null),
});

const COUNT = '([\\d,]+)';
const phrase = (words: string) => new RegExp(`^${words.replace('#', COUNT)}$`);

const MESSAGES: readonly Phrase[] = [
  count(phrase('# sent'), 'sent'),
  count(phrase('# received'), 'received'),
  count(phrase('# lost'), 'lost'),
  count(phrase('# in flight'), 'inFlight'),
  count(phrase('# not sent'), 'unsent'),
  count(phrase('# duplicated'), 'duplicated'),
  count(phrase('# reordered'), 'reordered'),
  flag(/^()not begun$/, 'begun', false),
  flag(/^()not finished$/, 'finished', false),
  size(phrase('# ICMP errors?'), 'errors'),
  size(/^(\d+) failures? \(.*\)$/, 'failures'),
  count(phrase('# retransmissions?'), 'retransmissions'),
  count(phrase('over # connections?'), 'connections'),
  count(phrase('# responses?'), 'responses'),
  duration(/^completion time p50 (\S+)$/, 'completionTime', 'p50Ns'),
  duration(/^completion time p99 (\S+)$/, 'completionTime', 'p99Ns'),
  {
    pattern: /^slow-down mean (\S+)$/,
    said: (json) => hundredths(numberAt(json, 'slowdown', 'mean')),
  },
  size(phrase('# hops?'), 'hops'),
  flag(/^()destination reached$/, 'reached', true),
  flag(/^()destination not reached$/, 'reached', false),
  size(/^\d[\d,]* sent to ([\d,]+) receivers?$/, 'receivers'),
  count(/^([\d,]+) sent to [\d,]+ receivers?$/, 'sent'),
  count(/^([\d,]+) of [\d,]+ received$/, 'received'),
  count(/^[\d,]+ of ([\d,]+) received$/, 'expected'),
  duration(/^first after (\S+)$/, 'joinLatencyNs'),
  duration(/^left at (\S+)$/, 'leftNs'),
  ...(['rtt', 'delay', 'responseTime', 'pageTime'] as const).flatMap((key) => {
    const words = key.replace('Time', ' time');
    return [
      duration(new RegExp(`^${words} (\\d\\S*)$`), key, 'maxNs'),
      duration(new RegExp(`^${words} (\\d\\S*)$`), key, 'minNs'),
      ...(['min', 'mean', 'max'] as const).map((of) =>
        duration(new RegExp(`^${words} ${of} (\\S+)$`), key, `${of}Ns`),
      ),
    ];
  }),
  duration(/^jitter mean (\S+)$/, 'jitter', 'meanNs'),
  duration(/^jitter p99 (\S+)$/, 'jitter', 'p99Ns'),
  duration(/^jitter RFC 3550 (\S+)$/, 'interarrivalJitterNs'),
];

function hundredths(ratio: number): string {
  return String(Math.round(ratio * 100) / 100);
}

const TCP: readonly Phrase[] = [
  count(phrase('# bytes? received'), 'receivedBytes'),
  count(/^([\d,]+) of [\d,]+ bytes? received$/, 'receivedBytes'),
  count(/^[\d,]+ of ([\d,]+) bytes? received$/, 'sentBytes'),
  flag(/^()not completed$/, 'completed', false),
  duration(/^completed in (\S+)$/, 'completionTimeNs'),
  { pattern: /^goodput (\S+)$/, said: (json) => formatRate(numberAt(json, 'goodput')) },
  duration(/^srtt (\S+)$/, 'srttNs'),
  count(phrase('# retransmissions?'), 'retransmissions'),
  count(phrase('# marked'), 'markedSegments'),
  {
    pattern: /^(E[A-Z]+(?:, E[A-Z]+)*)$/,
    said: (json) => {
      const failures = at(json, 'failures');
      return Array.isArray(failures) ? failures.join(', ') : null;
    },
  },
  flag(/^()not begun$/, 'begun', false),
  flag(/^()not finished$/, 'finished', false),
];

const DIRECTION: readonly Phrase[] = [
  count(phrase('# marked'), 'marked'),
  count(phrase('# packets?'), 'delivered'),
  count(phrase('# bytes?'), 'deliveredBytes'),
  count(phrase('# duplicated'), 'duplicated'),
  count(phrase('# marked'), 'marked'),
  count(phrase('# corrupted'), 'corrupted'),
  count(phrase('# reordered'), 'reordered'),
];

const SEGMENT: readonly Phrase[] = [
  count(phrase('# frames?'), 'receivedFrames'),
  count(phrase('# flooded'), 'floodedFrames'),
  count(phrase('# needed by no other port'), 'filteredFrames'),
];

function duration(pattern: RegExp, ...path: readonly string[]): Phrase {
  return {
    pattern,
    said: (json) => {
      const ns = at(json, ...path);
      return typeof ns === 'number' ? formatDuration(ns) : null;
    },
  };
}

/** What the report says and the document does not, or otherwise. */
export function wrongFigures(report: string, document: ReportedFigures): readonly string[] {
  return [
    ...appFigures(sectionOf(report, 'Apps'), document.apps),
    ...counterFigures(joined(sectionOf(report, 'Counters')), document),
  ];
}

/** The lines of a section, without their indentation. */
function sectionOf(report: string, title: string): readonly string[] {
  const lines = report.split('\n');
  const start = lines.indexOf(title);
  if (start < 0) return [];
  return lines.slice(start + 1, lines.indexOf('', start)).map((line) => line.slice(2));
}

/** Entries that take several lines in one. */
function joined(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const before = whole.at(-1);
    if (before?.endsWith(',') && line.startsWith('   ')) {
      whole[whole.length - 1] = `${before} ${line.trim()}`;
    } else whole.push(line);
  }
  return whole;
}

function appFigures(lines: readonly string[], apps: readonly Json[]): readonly string[] {
  const rows = lines.filter((line) => !line.startsWith(' '));
  const wrong = apps.length === rows.length ? [] : [`${rows.length} rows of ${apps.length} apps`];
  let place = -1;
  for (const line of lines) {
    const isRow = !line.startsWith(' ');
    if (isRow) place++;
    const app = apps[place] ?? null;
    const what = String(at(app, 'name'));
    const words = line.trim().split(/ {2,}/);
    const known = at(app, 'kind') === 'tcp' ? TCP : MESSAGES;
    if (isRow) wrong.push(...compare(what, app, phrasesOf(words.at(-1) ?? ''), known));
    else wrong.push(...innerFigures(what, app, words));
  }
  return wrong;
}

/** A line below an app: a hop, a receiver, how times are distributed. */
function innerFigures(what: string, app: Json, words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words;
  const receiver = at(app, 'receivers', first);
  if (receiver !== undefined) {
    return compare(`${what}/${first}`, receiver, phrasesOf(rest.join('  ')), MESSAGES);
  }
  const classOfFlows = at(app, 'classes', first.replace(/ .*/, ''));
  if (classOfFlows !== undefined) return classFigures(what, classOfFlows, words);
  if (at(app, 'kind') === 'flows' && first === 'class') return [];
  if (first === 'jitter') {
    const phrases = phrasesOf(rest.join('  ')).map((each) => `jitter ${each}`);
    return compare(what, app, phrases, MESSAGES);
  }
  const hops = at(app, 'hops');
  if (Array.isArray(hops)) {
    const hop = hops.find((each: Json) => numberAt(each, 'ttl') === Number(first)) as Json;
    const times = at(hop, 'rttNs');
    const reported = (Array.isArray(times) ? times : []).filter((ns) => ns !== null).map(Number);
    const shown = rest.slice(1).filter((time) => time !== '*');
    return shown.join() === reported.map(formatDuration).join()
      ? []
      : [`${what}: ${words.join('  ')}`];
  }
  return histogramFigures(what, app, words);
}

/** Times by what they are called. */
const KEYS: Readonly<Record<string, string>> = {
  'response time': 'responseTime',
  'completion time': 'completionTime',
  'page time': 'pageTime',
};

/** Completion times and slow-downs of a class of flows. */
function classFigures(what: string, json: Json, words: readonly string[]): readonly string[] {
  const [name, ...cells] = words;
  const shares = ['mean', 'p50', 'p95', 'p99'];
  const expected = [
    `${grouped(numberAt(json, 'received'))} of ${grouped(numberAt(json, 'sent'))}`,
    ...shares.map((share) => formatDuration(numberAt(json, 'completionTime', `${share}Ns`))),
    ...shares.map((share) => hundredths(numberAt(json, 'slowdown', share))),
  ].slice(0, cells.length);
  return cells.join() === expected.join() ? [] : [`${what}: ${name}: ${cells.join('  ')}`];
}

function histogramFigures(what: string, app: Json, words: readonly string[]): readonly string[] {
  const [first = '', bars = ''] = [words[0], words.slice(1).join('  ')];
  const key = KEYS[first] ?? first;
  const fromNs = numberAt(app, key, 'histogram', 'fromNs');
  const counts = at(app, key, 'histogram', 'counts');
  const width = numberAt(app, key, 'histogram', 'widthNs');
  const toNs = fromNs + width * (Array.isArray(counts) ? counts.length : 0);
  const fits =
    bars.startsWith(`${formatDuration(fromNs)} |`) && bars.endsWith(`| ${formatDuration(toNs)}`);
  return fits ? [] : [`${what}: ${words.join('  ')}`];
}

/** `rtt min 1ms, mean 2ms` are `rtt min 1ms` and `rtt mean 2ms`. */
function phrasesOf(sentence: string): readonly string[] {
  let times = '';
  return sentence.split(/, (?![^(]*\))/).map((part) => {
    times = /^(\D+) (?:min|p50) /.exec(part)?.[1] ?? times;
    return /^(?:mean|max|p99) /.test(part) && times !== '' ? `${times} ${part}` : part;
  });
}

function compare(
  what: string,
  json: Json,
  phrases: readonly string[],
  known: readonly Phrase[],
): readonly string[] {
  return phrases.flatMap((text) => {
    const meant = known.filter(({ pattern }) => pattern.test(text));
    if (meant.length === 0) return [`${what}: nothing is known of '${text}'`];
    return meant.flatMap(({ pattern, said }) => {
      const words = pattern.exec(text) ?? [];
      const expected = said(json, words);
      return words[1] === expected ? [] : [`${what}: '${text}', but --json has ${expected}`];
    });
  });
}

function counterFigures(
  lines: readonly string[],
  { nodes, links, segments }: ReportedFigures,
): readonly string[] {
  const wrong: string[] = [];
  let segment: Json = null;
  for (const line of lines) {
    if (line.startsWith('…') || line.startsWith('  …')) continue;
    const [name = '', ...cells] = line.trim().split(/ {2,}/);
    const directions = cells.filter((cell) => /^[→←]/.test(cell));
    if (directions.length > 0) {
      const things = line.startsWith(' ') ? undefined : links;
      const port = at(segment, 'ports', name) ?? null;
      const link = things === undefined ? port : (named(things, name) ?? null);
      wrong.push(...directions.flatMap((cell) => directionFigures(name, link, cell)));
      continue;
    }
    const sentence = cells.join('  ');
    const ofSegment = named(segments, name);
    if (ofSegment !== undefined && / frames?\b/.test(sentence)) {
      segment = ofSegment;
      wrong.push(...compare(name, segment, phrasesOf(sentence), SEGMENT));
    } else wrong.push(...nodeFigures(name, nodes, sentence.split(', ')));
  }
  return wrong;
}

function named(things: readonly Json[], name: string): Json | undefined {
  return things.find((thing) => at(thing, 'name') === name);
}

function directionFigures(what: string, link: Json, cell: string): readonly string[] {
  const direction = at(link, cell.startsWith('→') ? 'forward' : 'reverse') ?? null;
  const lost = / \(lost: ([^)]*)\)/.exec(cell)?.[1] ?? '';
  const rest = cell.slice(2).replace(/ \(lost: [^)]*\)/, '');
  const drops = Object.entries((at(direction, 'drops') ?? {}) as { [reason: string]: number });
  const reported = drops.map(([reason, dropped]) => `${grouped(dropped)} ${reason}`);
  const isSame = lost === [...reported].join(', ') || sorted(lost.split(', ')) === sorted(reported);
  const wrong = isSame ? [] : [`${what}: lost ${lost}, but --json has ${reported.join(', ')}`];
  return [...wrong, ...compare(what, direction, phrasesOf(rest), DIRECTION)];
}

function sorted(texts: readonly string[]): string {
  return [...texts].sort().join();
}

/** Counters of a node, or of all of a large network. */
function nodeFigures(
  name: string,
  nodes: readonly Json[],
  phrases: readonly string[],
): readonly string[] {
  const one = named(nodes, name);
  if (one === undefined && name !== `${nodes.length} nodes`) return [`no node is called ${name}`];
  const shown = new Map<string, number>();
  for (const text of phrases) {
    const [counter = '', value = ''] = text.split(' ');
    if (text === 'down') shown.set('down', 1);
    else shown.set(counter, Number(value.replaceAll(',', '')));
  }
  const sums = new Map<string, number>();
  for (const node of one === undefined ? nodes : [one]) {
    if (one !== undefined && at(node, 'up') === false) sums.set('down', 1);
    for (const [path, value] of countersOf(node, '')) sums.set(path, (sums.get(path) ?? 0) + value);
  }
  const all = new Set([...shown.keys(), ...sums.keys()]);
  return [...all]
    .filter((counter) => shown.get(counter) !== sums.get(counter))
    .map((counter) => `${name}: ${counter} ${shown.get(counter)}, --json ${sums.get(counter)}`);
}

/** Numbers by their path; drops are no counters. */
function countersOf(json: Json, path: string): (readonly [string, number])[] {
  if (typeof json === 'number') return [[path, json]];
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  return Object.entries(json as { [key: string]: Json })
    .filter(([key]) => path !== '' || key !== 'drops')
    .flatMap(([key, inner]) => countersOf(inner, path === '' ? key : `${path}.${key}`));
}
