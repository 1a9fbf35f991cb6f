import type { PacketBuffer } from '@packetloom/core';
import type { UniformStream } from '../random/index.js';
import { CorrelatedUniform } from './correlatedUniform.js';
import type { DelayModel } from './delayModel.js';
import { type DeviationNs, deviationOf } from './deviation.js';
import type { JitterSpec } from './impairmentSpec.js';

/**
 * Delay = mean + jitter · Q(X), with a (correlated) draw X from the unit interval and the quantile Q of
 * `DEVIATION_QUANTILES` or of a table, as netem's `delay MEAN JITTER C% distribution D`. Never below 0.
 */
class JitteredDelay implements DelayModel {
  readonly #draws: CorrelatedUniform;
  readonly #deviationNs: DeviationNs;

  constructor(spec: JitterSpec, stream: UniformStream) {
    this.#draws = new CorrelatedUniform(stream, spec.correlation);
    this.#deviationNs = deviationOf(spec.distribution ?? 'uniform', spec.jitterNs);
  }

  delayNs(_packet: PacketBuffer, meanNs: number): number {
    return Math.max(0, Math.round(meanNs + this.#deviationNs(this.#draws.next())));
  }
}

/** The built-in delay model. */
export function createDelayModel(spec: JitterSpec, stream: UniformStream): DelayModel {
  return new JitteredDelay(spec, stream);
}
