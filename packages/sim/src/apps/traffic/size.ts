import { naturalLogarithm } from '../../impairment/naturalLogarithm.js';
import type { UniformStream } from '../../random/index.js';
import type { SizePoint, SizeSpec } from '../../sizes/index.js';
import { AppSpecError, assertInteger } from '../appSpecError.js';

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
