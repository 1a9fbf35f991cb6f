import type { Difference } from '../compare/difference.js';
import type { Outcome } from '../run/runSuite.js';
import type { LocatedVector } from '../vector/readVectors.js';

/** How many vectors passed, failed and were skipped. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts outcomes by status. */
export function totalsOf(outcomes: readonly Outcome[]): Totals {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const { status } of outcomes) totals[status]++;
  return totals;
}

/** One line for a difference. */
export function differenceLine(difference: Difference): string {
  const { atMs, subject, field, expected, got, reference } = difference;
  const at = atMs === null ? '' : `at ${atMs} ms, `;
  const what = field === null ? subject : `${subject}: ${field}`;
  return `${at}${what}: expected ${expected}, got ${got} [${reference}]`;
}

/** What is printed for a failed vector: its name, where it stands, the first difference. */
export function failureText(outcome: Extract<Outcome, { status: 'failed' }>): string {
  const { located, differences } = outcome;
  const [first] = differences as [Difference];
  const lines = [`FAILED ${located.vector.name} (${located.file}:${located.line})`];
  lines.push(`  ${differenceLine(first)}`);
  if (first.detail !== undefined) lines.push(`  ${first.detail}`);
  const quirks = quirksOf(located);
  if (quirks !== undefined) lines.push(`  rests on: ${quirks.join(', ')}`);
  if (differences.length > 1) lines.push(`  and ${differences.length - 1} more`);
  return lines.join('\n');
}

/** What of the outcome no RFC asks for; TCP vectors name none. */
export function quirksOf(located: LocatedVector): readonly string[] | undefined {
  return located.kind === 'ipv4' ? located.vector.quirks : undefined;
}

/** Why vectors were skipped, a line for each reason. */
export function skippedText(outcomes: readonly Outcome[]): string {
  const reasons = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome.status !== 'skipped') continue;
    reasons.set(outcome.reason, (reasons.get(outcome.reason) ?? 0) + 1);
  }
  return [...reasons].map(([reason, count]) => `${count} skipped: ${reason}\n`).join('');
}

/** The last line. */
export function closingLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
