import type { UniformSource } from '../../random/index.js';
import { AppSpecError, assertInteger } from '../appSpecError.js';
import { durationSource } from './duration.js';
import { BurstPattern, ConstantRatePattern, OnOffPattern, PoissonPattern } from './patterns.js';
import type { OnOffSpec, TrafficPattern, TrafficPatternSpec } from './trafficPattern.js';

/** What a pattern is made from besides its specification. */
export interface TrafficPatternContext {
  /** Octets of each datagram that count for a rate. */
  readonly payloadBytes: number;
  /** Streams of the app: `gaps`, `on`, `off`. */
  readonly random: UniformSource;
}

/** The pattern that a specification describes. Throws an {@link AppSpecError} if there is none. */
export function createTrafficPattern(
  spec: TrafficPatternSpec,
  context: TrafficPatternContext,
): TrafficPattern {
  switch (spec.kind) {
    case 'constant-interval':
      assertInteger('an interval in nanoseconds', spec.intervalNs, 0);
      return new BurstPattern(1, spec.intervalNs);
    case 'constant-rate':
      return constantRate(spec.rateBitsPerSecond, context.payloadBytes);
    case 'poisson':
      assertInteger('a mean gap in nanoseconds', spec.meanGapNs, 1);
      return new PoissonPattern(context.random.stream('gaps'), spec.meanGapNs);
    case 'on-off':
      return onOff(spec, context);
    case 'burst':
      assertInteger('a burst of datagrams', spec.sizeDatagrams, 1);
      assertInteger('an interval of bursts in nanoseconds', spec.intervalNs, 1);
      return new BurstPattern(spec.sizeDatagrams, spec.intervalNs);
    default:
      throw new AppSpecError(`no pattern is of the kind "${String(Reflect.get(spec, 'kind'))}"`);
  }
}

function constantRate(rateBitsPerSecond: number, payloadBytes: number): TrafficPattern {
  assertInteger('a rate in bits per second', rateBitsPerSecond, 1);
  assertInteger('a rate of payloads in octets', payloadBytes, 1);
  return new ConstantRatePattern(rateBitsPerSecond, payloadBytes);
}

function onOff(spec: OnOffSpec, { payloadBytes, random }: TrafficPatternContext): TrafficPattern {
  const onNs = durationSource('a time on', spec.on, () => random.stream('on'));
  const offNs = durationSource('a time off', spec.off, () => random.stream('off'));
  if (spec.on.kind === 'fixed') assertInteger('a time on', spec.on.durationNs, 1);
  return new OnOffPattern(constantRate(spec.rateBitsPerSecond, payloadBytes), onNs, offNs);
}
