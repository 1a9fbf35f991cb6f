import { naturalLogarithm } from '../../impairment/naturalLogarithm.js';
import type { UniformStream } from '../../random/index.js';
import { AppSpecError, assertInteger } from '../appSpecError.js';

/** A duration that is always the same, or drawn anew each time. */
export type DurationSpec =
  | { readonly kind: 'fixed'; readonly durationNs: number }
  | { readonly kind: 'exponential'; readonly meanNs: number };

/** Gives a duration in nanoseconds, an integer, each time it is asked. */
export type DurationSource = () => number;

/** Durations by a specification; `stream` is asked for only if they are random. */
export function durationSource(
  what: string,
  spec: DurationSpec,
  stream: () => UniformStream,
): DurationSource {
  switch (spec.kind) {
    case 'fixed': {
      const { durationNs } = spec;
      assertInteger(what, durationNs, 0);
      return () => durationNs;
    }
    case 'exponential': {
      const { meanNs } = spec;
      assertInteger(`${what} with a mean`, meanNs, 1);
      const uniform = stream();
      return () => exponentialNs(uniform, meanNs);
    }
    default:
      throw new AppSpecError(`${what} of the kind "${String(Reflect.get(spec, 'kind'))}"`);
  }
}

/** A draw from the exponential distribution, −mean · ln(1 − u), rounded to the nanosecond. */
export function exponentialNs(uniform: UniformStream, meanNs: number): number {
  return Math.round(meanNs * (0 - naturalLogarithm(1 - uniform.unit())));
}
