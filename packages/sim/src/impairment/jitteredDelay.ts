import type { PacketBuffer } from '@packetloom/core';
import type { UniformStream } from '../random/index.js';
import { CorrelatedUniform } from './correlatedUniform.js';
import { DEVIATION_QUANTILES, type DeviationQuantile } from './delayDistributions.js';
import type { DelayModel } from './delayModel.js';
import type { JitterSpec } from './impairmentSpec.js';

/**
 * Delay = mean + jitter · Q(X), with a (correlated) draw X from the unit interval and the quantile Q of
 * `DEVIATION_QUANTILES`, as netem's `delay MEAN JITTER C% distribution D`. Never below 0.
 */
class JitteredDelay implements DelayModel {
  readonly #draws: CorrelatedUniform;
  readonly #jitterNs: number;
  readonly #quantile: DeviationQuantile;

  constructor(spec: JitterSpec, stream: UniformStream) {
    this.#draws = new CorrelatedUniform(stream, spec.correlation);
    this.#jitterNs = spec.jitterNs;
    this.#quantile = DEVIATION_QUANTILES[spec.distribution ?? 'uniform'];
  }

  delayNs(_packet: PacketBuffer, meanNs: number): number {
    const deviation = this.#quantile(this.#draws.next());
    return Math.max(0, Math.round(meanNs + this.#jitterNs * deviation));
  }
}

/** The built-in delay model. */
export function createDelayModel(spec: JitterSpec, stream: UniformStream): DelayModel {
  return new JitteredDelay(spec, stream);
}
