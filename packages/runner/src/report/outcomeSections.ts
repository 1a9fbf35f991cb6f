import { formatIpv4Address, formatMacAddress } from '@packetloom/core';
import { type AddressNames, formatDuration, type NodeScope } from '@packetloom/language';
import {
  appLine,
  counted,
  grouped,
  linkPhrases,
  nodePhrases,
  segmentLine,
} from '@packetloom/language/internal';
import { appDetails } from '@packetloom/language/run';
import type { ExpectationOutcome } from '../expectations/index.js';
import type {
  LinkResult,
  NodeResult,
  ScenarioResult,
  SegmentResult,
  Timeline,
  TimelineEntry,
} from '../run/index.js';
import { packetText } from '../run/index.js';
import { columns, padEnd, type Style, widthOf } from '../text/style.js';
import { expectationText } from './jsonReport.js';

/** Lines of a story that are shown; in the middle of a longer one some are left out. */
const MAX_LINES = 40;
const LAST_LINES = 8;
/** Nodes and links whose counters are listed one by one. */
const MAX_NODES = 8;
const MAX_LINKS = 20;

/** The story of a run, one line for each thing that happened. */
export function timelineLines(
  entries: readonly TimelineEntry[],
  { more, control }: Timeline,
  style: Style,
): string[] {
  const all = entries.length + more;
  const first = all > MAX_LINES ? entries.slice(0, MAX_LINES - LAST_LINES) : entries;
  const last = all > MAX_LINES ? entries.slice(-LAST_LINES) : [];
  const width = Math.max(0, ...[...first, ...last].map(({ where }) => widthOf(where)));
  const lineOf = (entry: TimelineEntry) => {
    const { timeNs, where, tone } = entry;
    const colour = { neutral: (text: string) => text, good: style.green, bad: style.red }[tone];
    const what = colour(entry.what) + style.dim(timesOf(entry));
    return `${style.dim(secondsText(timeNs))}  ${padEnd(where, width)}  ${what}`;
  };
  const left = all - first.length - last.length;
  const gap = left > 0 ? [style.dim(`… ${counted(left, 'line')} left out …`)] : [];
  const hidden = `… ${counted(control, 'line')} about IGMP not shown (--control shows them) …`;
  const note = control > 0 ? [style.dim(hidden)] : [];
  return [...first.map(lineOf), ...gap, ...last.map(lineOf), ...note];
}

function timesOf({ times = 1, lastNs = 0 }: TimelineEntry): string {
  return times === 1 ? '' : `  (${grouped(times)} times, until ${secondsText(lastNs).trim()})`;
}

function secondsText(ns: number): string {
  return `${(ns / 1e9).toFixed(6).padStart(11)}s`;
}

/** What came of each app, and what it tells below that. */
export function appLines(result: ScenarioResult, nameOf: AddressNames): string[] {
  const rows = result.apps.map(({ name, scope }) => [name, scope.kind, appLine(scope)]);
  return columns(rows).flatMap((line, index) => {
    const scope = result.apps[index]?.scope;
    return scope === undefined ? [line] : [line, ...detailLines(appDetails(scope, nameOf))];
  });
}

/** Rows as columns; one that has a single cell stands alone. */
function detailLines(rows: readonly (readonly string[])[]): string[] {
  const table = columns(rows.filter(({ length }) => length > 1));
  let next = 0;
  return rows.map((row) => (row.length > 1 ? (table[next++] ?? '') : (row[0] ?? '')));
}

/** Each expectation, whether it held, and what came. */
export function expectationLines(
  outcomes: readonly ExpectationOutcome[],
  style: Style,
  onlyFailed = false,
): string[] {
  return outcomes
    .filter(({ passed }) => !(onlyFailed && passed))
    .flatMap((outcome) => {
      const { passed, because, atNs, parts, hint, error, warning } = outcome;
      const at = atNs === null ? '' : style.dim(`  (${timeWord(outcome)} ${formatDuration(atNs)})`);
      const first = passed
        ? `${style.green('✓')} ${expectationText(outcome)}${at}`
        : `${style.red('✗')} ${style.red(expectationText(outcome))}${at}`;
      const details = passed
        ? []
        : parts.map(({ expression, value }) => `${expression} = ${value}`);
      if (error !== null && !passed) details.push(error);
      if (because !== null) details.push(`because ${because}`);
      if (hint !== null) details.push(`look at ${hint}`);
      const warnings = warning === null ? [] : [style.yellow(`    warning: ${warning}`)];
      return [first, ...details.map((line) => style.dim(`    ${line}`)), ...warnings];
    });
}

function timeWord({ kind }: ExpectationOutcome): string {
  return kind === 'eventually' ? 'within' : 'at';
}

/** Counters that are not zero: of each node and link of a small network, in sum for a large one. */
export function counterLines({ nodes, links, segments }: ScenarioResult): string[] {
  return [
    ...(nodes.length > MAX_NODES ? summedCounters(nodes) : nodes.flatMap(nodeCounters)),
    ...columns(links.slice(0, MAX_LINKS).map(linkCounters)),
    ...(links.length > MAX_LINKS
      ? [`… and ${counted(links.length - MAX_LINKS, 'more link')}`]
      : []),
    ...segments.slice(0, MAX_LINKS).flatMap(segmentCounters),
  ];
}

function summedCounters(nodes: readonly NodeResult[]): string[] {
  const sums: Record<string, number> = {};
  for (const { counters } of nodes) {
    for (const [counter, value] of Object.entries(counters)) {
      sums[counter] = (sums[counter] ?? 0) + value;
    }
  }
  return nodeCounters({ name: `${nodes.length} nodes`, counters: sums });
}

function nodeCounters({ name, ...node }: NodeScope & Pick<NodeResult, 'name'>): string[] {
  const shown = nodePhrases(node);
  return shown.length === 0 ? [] : wrapped(`${name}  `, shown);
}

const WIDEST = 110;

/** Entries behind a heading, on as many lines as they need. */
function wrapped(heading: string, entries: readonly string[]): string[] {
  const indentation = ' '.repeat(widthOf(heading));
  const lines: string[] = [];
  let line = heading;
  for (const [index, entry] of entries.entries()) {
    const text = index < entries.length - 1 ? `${entry}, ` : entry;
    if (widthOf(line) + widthOf(text) > WIDEST && line.trim() !== heading.trim()) {
      lines.push(line.trimEnd());
      line = indentation;
    }
    line += text;
  }
  return [...lines, line.trimEnd()];
}

/** Conflicts of addresses that nodes saw on the wire, each once. */
export function conflictLines({ addressConflicts }: ScenarioResult): string[] {
  return addressConflicts
    .slice(0, MAX_LINES)
    .map(
      ({ node, nic, address, linkAddress, timeNs }) =>
        `${node}:${nic} sees its address ${formatIpv4Address(address)} at ${formatMacAddress(linkAddress)} too, since ${formatDuration(timeNs)}`,
    );
}

function segmentCounters(segment: SegmentResult): string[] {
  const { name, ports } = segment;
  const shown = ports.slice(0, MAX_LINKS).map((port) => {
    const [first = '', ...rest] = linkCounters(port);
    return [`  ${first}`, ...rest];
  });
  const left = ports.length - shown.length;
  const rest = left > 0 ? [`  … and ${counted(left, 'more port')}`] : [];
  return [`${name}  ${segmentLine(segment)}`, ...columns(shown), ...rest];
}

function linkCounters(link: LinkResult): string[] {
  return [link.name, ...linkPhrases(link)];
}

/** Packets that nobody knows about: a bug of the simulator, with what is known of each. */
export function missingLines(
  { missing, accounting }: ScenarioResult,
  nameOf: AddressNames,
): string[] {
  if (missing.length === 0) return [];
  const left = accounting.unaccounted - missing.length;
  const lines = missing.map(({ packet, last }) => {
    const seen =
      last === null
        ? 'nothing was heard of it'
        : `last heard of at ${secondsText(last.timeNs).trim()}: ${last.type}, ${last.where}`;
    return `packet ${packet.identity} (serial ${packet.serial}): ${packetText(packet, nameOf)}; ${seen}`;
  });
  return left > 0 ? [...lines, `… and ${counted(left, 'more packet')}`] : lines;
}

/** What became of all packets, in a line. */
export function accountingLine({ accounting }: ScenarioResult): string {
  const { sent, delivered, dropped, consumed, inFlight, unaccounted } = accounting;
  const reasons = Object.entries(dropped).map(([reason, count]) => `${grouped(count)} ${reason}`);
  const drops = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  const rest = unaccounted === 0 ? '' : `; ${grouped(unaccounted)} UNACCOUNTED FOR`;
  return `${grouped(sent)} sent = ${grouped(delivered)} delivered + ${grouped(drops)} dropped${why} + ${grouped(consumed)} consumed + ${grouped(inFlight)} in flight${rest}`;
}
