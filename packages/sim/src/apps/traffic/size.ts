import { naturalLogarithm } from '../../impairment/naturalLogarithm.js';
import type { UniformStream } from '../../random/index.js';
import { AppSpecError, assertInteger } from '../appSpecError.js';

/** A point of a cumulative distribution: `probability` of what is drawn has at most `bytes`. */
export interface SizePoint {
  readonly bytes: number;
  readonly probability: number;
}

/** A number of octets that is always the same, or drawn anew each time. */
export type SizeSpec =
  | { readonly kind: 'fixed'; readonly bytes: number }
  | { readonly kind: 'uniform'; readonly leastBytes: number; readonly mostBytes: number }
  | { readonly kind: 'exponential'; readonly meanBytes: number }
  /** Straight lines between points, in ascending order of both; the last has a probability of 1. */
  | { readonly kind: 'cdf'; readonly points: readonly SizePoint[] };

/** Gives a number of octets, at least 1, each time it is asked. */
export type SizeSource = () => number;

/** Sizes by a specification; `stream` is asked for only if they are random. Throws an {@link AppSpecError}. */
export function sizeSource(what: string, spec: SizeSpec, stream: () => UniformStream): SizeSource {
  checkSize(what, spec);
  switch (spec.kind) {
    case 'fixed': {
      const { bytes } = spec;
      return () => bytes;
    }
    case 'uniform': {
      const { leastBytes, mostBytes } = spec;
      const uniform = stream();
      return () => leastBytes + uniform.below(mostBytes - leastBytes + 1);
    }
    case 'exponential': {
      const { meanBytes } = spec;
      const uniform = stream();
      return () => atLeastOne(meanBytes * (0 - naturalLogarithm(1 - uniform.unit())));
    }
    default: {
      const { points } = spec;
      const uniform = stream();
      return () => atLeastOne(quantile(points, uniform.unit()));
    }
  }
}

/** The mean of what is drawn, in octets, but for the rounding to whole ones. */
export function meanSize(spec: SizeSpec): number {
  switch (spec.kind) {
    case 'fixed':
      return spec.bytes;
    case 'uniform':
      return (spec.leastBytes + spec.mostBytes) / 2;
    case 'exponential':
      return spec.meanBytes;
    default: {
      const [first] = spec.points;
      let mean = first === undefined ? 0 : first.bytes * first.probability;
      for (const [index, point] of spec.points.entries()) {
        const before = spec.points[index - 1];
        if (before === undefined) continue;
        mean += ((point.probability - before.probability) * (point.bytes + before.bytes)) / 2;
      }
      return mean;
    }
  }
}

function quantile(points: readonly SizePoint[], u: number): number {
  const index = points.findIndex(({ probability }) => u < probability);
  const above = points[index] as SizePoint;
  const below = points[index - 1];
  if (below === undefined) return above.bytes;
  const share = (u - below.probability) / (above.probability - below.probability);
  return below.bytes + share * (above.bytes - below.bytes);
}

function atLeastOne(bytes: number): number {
  return Math.max(1, Math.round(bytes));
}

function checkSize(what: string, spec: SizeSpec): void {
  switch (spec.kind) {
    case 'fixed':
      assertInteger(what, spec.bytes, 1);
      return;
    case 'uniform':
      assertInteger(`least ${what}`, spec.leastBytes, 1);
      assertInteger(`most ${what}`, spec.mostBytes, spec.leastBytes);
      return;
    case 'exponential':
      assertInteger(`${what} with a mean`, spec.meanBytes, 1);
      return;
    case 'cdf':
      checkPoints(what, spec.points);
      return;
    default:
      throw new AppSpecError(`${what} of the kind "${String(Reflect.get(spec, 'kind'))}"`);
  }
}

function checkPoints(what: string, points: readonly SizePoint[]): void {
  let before: SizePoint = { bytes: 0, probability: 0 };
  for (const point of points) {
    assertInteger(what, point.bytes, before.bytes);
    if (!(point.probability >= before.probability)) {
      throw new AppSpecError(`${what}: a cumulative distribution does not go down`);
    }
    before = point;
  }
  if (before.probability === 1) return;
  throw new AppSpecError(`${what}: a cumulative distribution ends with a probability of 1`);
}
