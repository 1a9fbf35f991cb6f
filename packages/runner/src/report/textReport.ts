import { formatIpv4Address } from '@packetloom/core';
import {
  type AddressPlan,
  addressNames,
  formatDuration,
  type ScenarioDocument,
} from '@packetloom/language';
import { askedOutputs, counted } from '@packetloom/language/internal';
import type { ScenarioResult } from '../run/index.js';
import type { Style } from '../text/style.js';
import type { FinishedRun } from './jsonReport.js';
import { networkLines, networkSummary } from './networkSection.js';
import {
  accountingLine,
  appLines,
  conflictLines,
  counterLines,
  expectationLines,
  missingLines,
  timelineLines,
} from './outcomeSections.js';
import { timelineOf } from './timelineOf.js';

/** What a report is about. */
interface ReportedScenario {
  readonly document: ScenarioDocument;
  readonly plan: AddressPlan;
  /** The seed of the run. */
  readonly seed: number;
  /** Which run of the seed; default 0. */
  readonly run?: number;
  /** Values of parameters that were set from outside, by name. Default none. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The beginning of a report, which can be shown before the run: what is run, and what was built. */
export function reportHead(
  { document, plan, seed, run = 0, parameters = {} }: ReportedScenario,
  style: Style,
): string {
  const { name, description } = document;
  const lines = [style.bold(name)];
  if (description !== '') lines.push(...folded(description).map((line) => style.dim(line)));
  const draws = run === 0 ? `seed ${seed}` : `seed ${seed}, run ${run}`;
  const set = Object.entries(parameters).map(([parameter, value]) => `, ${parameter}=${value}`);
  lines.push('', heading('Built', `${networkSummary(document)}; ${draws}${set.join('')}`, style));
  lines.push(...indented(networkLines(document, plan)), '');
  return text(lines);
}

/** The rest of a report: what happened, what was expected, and what came. */
export function reportBody(
  { document, plan }: ReportedScenario,
  run: FinishedRun,
  style: Style,
): string {
  const { result } = run;
  const nameOf = addressNames(plan);
  const lines: string[] = [];
  const section = (title: string, content: readonly string[]) => {
    if (content.length > 0) lines.push(heading(title, '', style), ...indented(content), '');
  };
  section('Timeline', timelineLines(timelineOf(document, result, nameOf), result.timeline, style));
  section('Apps', appLines(result, nameOf));
  section('Expected', expectationLines(result.expectations, style));
  section('Address conflicts', conflictLines(result));
  section('Counters', counterLines(result));
  lines.push(heading('Packets', accountingLine(result), style));
  lines.push(...indented(missingLines(result, nameOf).map(style.red)));
  for (const [kind, file] of Object.entries(run.artifacts)) {
    lines.push(heading('Wrote', `${file} (${kind})`, style));
  }
  const missed = askedOutputs(document.outputs).filter((kind) => run.artifacts[kind] === undefined);
  if (missed.length > 0) {
    lines.push(heading('Unwritten', `${missed.join(', ')}: --out DIR says where to`, style));
  }
  const { passed, firstDropped } = result;
  if (!passed && firstDropped !== null) {
    const hint = `packet ${firstDropped} was the first to be dropped: --explain ${firstDropped} shows what happens to it`;
    lines.push(heading('Look at', hint, style));
  }
  lines.push(verdict(result, style));
  return text(lines);
}

/** What --quiet says of a run: nothing, if it passed. */
export function failureReport(run: FinishedRun, style: Style): string {
  const { result, file } = run;
  if (result.passed) return '';
  const failed = expectationLines(result.expectations, style, true);
  const { unaccounted } = result.accounting;
  if (unaccounted !== 0) failed.push(`${counted(unaccounted, 'packet')} without a disposition`);
  failed.push(...indented(missingLines(result, formatIpv4Address)));
  return text([`${style.bold(result.name)} (${file})`, ...indented(failed)]);
}

/** The end of a report over several scenarios. */
export function closingLine(runs: readonly FinishedRun[], style: Style): string {
  const failed = runs.filter(({ result }) => !result.passed);
  const names = failed.map(({ result }) => result.name).join(', ');
  if (failed.length === 0) return text([style.green(`All ${runs.length} scenarios passed.`)]);
  return text([
    style.red(`${counted(failed.length, 'scenario')} of ${runs.length} failed: ${names}`),
  ]);
}

function verdict(result: ScenarioResult, style: Style): string {
  const { passed, expectations, simulatedNs, events, fingerprint, accounting } = result;
  const held = expectations.filter((outcome) => outcome.passed).length;
  const all = counted(expectations.length, 'expectation');
  const failed = expectations.length - held;
  const lost = `${held} of ${all} held, but ${counted(accounting.unaccounted, 'packet')} without a disposition`;
  const unsound = passed ? `${held} of ${all}` : lost;
  const how = failed > 0 ? `${failed} of ${all} failed` : unsound;
  const word = passed ? style.green(style.bold('Passed')) : style.red(style.bold('Failed'));
  const run = `${formatDuration(simulatedNs)} simulated, ${counted(events, 'event')}`;
  return `${word}    ${how}; ${run}; fingerprint ${fingerprint.slice(0, 16)}`;
}

const HEADING_WIDTH = 10;

function heading(title: string, rest: string, style: Style): string {
  return `${style.bold(style.cyan(title.padEnd(rest === '' ? 0 : HEADING_WIDTH)))}${rest}`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

const WIDEST = 100;

/** A text on lines of a width that reads well. */
function folded(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > WIDEST) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
