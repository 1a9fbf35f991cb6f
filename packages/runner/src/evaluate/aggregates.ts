// What expressions have beside CEL: things found by a pattern, statistics of lists, tolerances.
import {
  celDurationNs,
  celDurationOf,
  fits,
  LIST_STATISTICS,
  type OwnMethod,
  readShare,
  SELECTORS,
} from '@packetloom/language/internal';
import { View } from '../views/lazyView.js';
import { EvaluationError } from './evaluationError.js';
import { applyBinary } from './operators.js';
import type { Steps } from './steps.js';
import { isMapping, KIND_WORDS, kindOf, memberOf, numberOf } from './value.js';

/** Everything of a kind whose name is as a pattern says, in the order of the scenario. */
export function selected(
  selector: keyof typeof SELECTORS,
  pattern: unknown,
  roots: View,
  steps: Steps,
): unknown[] {
  const all = roots.get(SELECTORS[selector]);
  if (!(all instanceof View) || typeof pattern !== 'string') {
    throw new EvaluationError('wrong-kind', `${selector}() takes a pattern`);
  }
  steps.take(all.names.length);
  return all.names.filter((name) => fits(name, pattern)).map((name) => all.get(name));
}

/** Whether a list has a statistic of this name: a list of numbers or durations has. */
export function isStatistic(list: readonly unknown[], name: string): boolean {
  return LIST_STATISTICS.some((each) => each === name) && list.every(isMeasured);
}

/** A statistic of a list. Throws an {@link EvaluationError}. */
export function statisticOf(list: readonly unknown[], name: string, steps: Steps): unknown {
  const share = /^p(\d+)$/.exec(name)?.[1];
  if (share !== undefined) return quantileOf(list, Number(share) / 100, steps);
  return ownMethod(name as OwnMethod, list, [], steps);
}

/** Calls a method that CEL has not. Throws an {@link EvaluationError}. */
export function ownMethod(
  method: OwnMethod,
  whole: unknown,
  [first, second]: readonly unknown[],
  steps: Steps,
): unknown {
  const compare = (operator: '<=' | '>=', a: unknown, b: unknown) =>
    applyBinary(operator, a, b, steps) === true;
  switch (method) {
    case 'within': {
      const tolerance = toleranceOf(first, second, steps);
      const [from, to] = [
        applyBinary('-', first, tolerance, steps),
        applyBinary('+', first, tolerance, steps),
      ];
      return compare('>=', whole, from) && compare('<=', whole, to);
    }
    case 'between':
      return compare('>=', whole, first) && compare('<=', whole, second);
    case 'quantile':
      return Array.isArray(whole)
        ? quantileOf(whole, first, steps)
        : quantileOfTimes(whole, first, steps);
    default:
      return ofList(method, listOf(whole, method), steps);
  }
}

function ofList(
  method: 'sum' | 'mean' | 'min' | 'max',
  list: readonly unknown[],
  steps: Steps,
): unknown {
  steps.take(list.length);
  const [first] = list;
  if (method === 'sum') return first === undefined ? 0n : sumOf(list, steps);
  if (first === undefined) throw nothingIn(method);
  if (method === 'mean') {
    const sum = sumOf(list, steps);
    const total = numberOf(sum);
    return total === undefined
      ? applyBinary('/', sum, BigInt(list.length), steps)
      : Number(total) / list.length;
  }
  const operator = method === 'min' ? '<' : '>';
  return list.reduce((best, each) =>
    applyBinary(operator, each, best, steps) === true ? each : best,
  );
}

function sumOf(list: readonly unknown[], steps: Steps): unknown {
  return list.reduce((sum, each) => applyBinary('+', sum, each, steps));
}

/** By nearest rank. */
function quantileOf(list: readonly unknown[], p: unknown, steps: Steps): unknown {
  steps.take(list.length);
  const share = shareOf(p);
  if (list.length === 0) throw nothingIn('quantile');
  const sorted = [...listOf(list, 'quantile')].sort((a, b) => {
    if (applyBinary('<', a, b, steps) === true) return -1;
    return applyBinary('>', a, b, steps) === true ? 1 : 0;
  });
  return sorted[rankOf(share, sorted.length) - 1];
}

/** The percentiles that are kept are exact; others come from the histogram, which is off by at most 0.05 %. */
const KEPT: ReadonlyMap<number, string> = new Map([
  [0.5, 'p50'],
  [0.95, 'p95'],
  [0.99, 'p99'],
]);

function quantileOfTimes(times: unknown, p: unknown, steps: Steps): unknown {
  const share = shareOf(p);
  if (!isMapping(times))
    throw new EvaluationError('wrong-kind', 'quantile() is of times or a list');
  const kept = KEPT.get(share);
  if (kept !== undefined) return memberOf(times, kept);
  const count = Number(numberOf(memberOf(times, 'count')) ?? 0);
  const rank = rankOf(share, count);
  if (rank <= 1) return memberOf(times, 'min');
  if (rank >= count) return memberOf(times, 'max');
  const buckets = memberOf(times, 'histogram');
  if (!Array.isArray(buckets)) throw nothingIn('quantile');
  steps.take(buckets.length);
  let before = 0;
  for (const bucket of buckets) {
    if (!isMapping(bucket)) continue;
    before += Number(numberOf(memberOf(bucket, 'count')) ?? 0);
    if (before < rank) continue;
    const [from, to] = ['from', 'to'].map((key) => celDurationNs(memberOf(bucket, key)) ?? 0n);
    return celDurationOf(((from ?? 0n) + (to ?? 0n) - 1n) / 2n);
  }
  return memberOf(times, 'max');
}

function rankOf(share: number, count: number): number {
  return Math.min(count, Math.max(1, Math.ceil(share * count)));
}

function shareOf(p: unknown): number {
  const share = Number(numberOf(p) ?? Number.NaN);
  if (share >= 0 && share <= 1) return share;
  throw new EvaluationError('wrong-kind', 'quantile() takes a share from 0 to 1, such as 0.999');
}

/** A tolerance as it is, or as a share of what is expected. */
function toleranceOf(expected: unknown, tolerance: unknown, steps: Steps): unknown {
  if (typeof tolerance !== 'string') return tolerance;
  const share = readShare(tolerance);
  if (!share.ok) throw new EvaluationError('wrong-kind', `'${tolerance}' ${share.problem}`);
  const part = applyBinary('*', expected, share.value, steps);
  const number = numberOf(part);
  return number === undefined ? part : Math.abs(Number(number));
}

function isMeasured(value: unknown): boolean {
  return numberOf(value) !== undefined || celDurationNs(value) !== undefined;
}

function listOf(value: unknown, method: string): readonly unknown[] {
  if (Array.isArray(value) && value.every(isMeasured)) return value;
  const what = Array.isArray(value) ? 'a list of other things' : KIND_WORDS[kindOf(value)];
  throw new EvaluationError(
    'wrong-kind',
    `${method}() is of a list of numbers or durations, and this is ${what}`,
  );
}

function nothingIn(method: string): EvaluationError {
  return new EvaluationError('no-such-element', `${method}() of a list with nothing in it`);
}
