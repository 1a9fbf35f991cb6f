import type { UniformStream } from '../../random/index.js';
import { type DurationSource, exponentialNs } from './duration.js';
import type { TrafficPattern } from './trafficPattern.js';

const NS_PER_SECOND = 1_000_000_000;
const BITS_PER_OCTET = 8;

/** See `ConstantIntervalSpec` and `BurstSpec`: a constant interval is a burst of one. */
export class BurstPattern implements TrafficPattern {
  readonly #size: number;
  readonly #intervalNs: number;
  #sent = 0;

  constructor(sizeDatagrams: number, intervalNs: number) {
    this.#size = sizeDatagrams;
    this.#intervalNs = intervalNs;
  }

  nextGapNs(): number {
    const index = this.#sent % this.#size;
    return this.#sent++ > 0 && index === 0 ? this.#intervalNs : 0;
  }
}

/** See `ConstantRateSpec`. The remainder of each division is carried on to the next. */
export class ConstantRatePattern implements TrafficPattern {
  readonly #rate: number;
  readonly #quotient: number;
  readonly #remainder: number;
  #carried = 0;
  #started = false;

  constructor(rateBitsPerSecond: number, payloadBytes: number) {
    // At most 5.3 × 10^14 for the largest datagram: exact.
    const dividend = payloadBytes * BITS_PER_OCTET * NS_PER_SECOND;
    this.#rate = rateBitsPerSecond;
    this.#remainder = dividend % rateBitsPerSecond;
    this.#quotient = (dividend - this.#remainder) / rateBitsPerSecond;
  }

  nextGapNs(): number {
    if (!this.#started) {
      this.#started = true;
      return 0;
    }
    this.#carried += this.#remainder;
    if (this.#carried < this.#rate) return this.#quotient;
    this.#carried -= this.#rate;
    return this.#quotient + 1;
  }
}

/** See `PoissonSpec`. */
export class PoissonPattern implements TrafficPattern {
  readonly #uniform: UniformStream;
  readonly #meanGapNs: number;

  constructor(uniform: UniformStream, meanGapNs: number) {
    this.#uniform = uniform;
    this.#meanGapNs = meanGapNs;
  }

  nextGapNs(): number {
    return exponentialNs(this.#uniform, this.#meanGapNs);
  }
}

/** See `OnOffSpec`: puts off periods into the time of another pattern. */
export class OnOffPattern implements TrafficPattern {
  readonly #whileOn: TrafficPattern;
  readonly #onNs: DurationSource;
  readonly #offNs: DurationSource;
  #leftNs: number;

  constructor(whileOn: TrafficPattern, onNs: DurationSource, offNs: DurationSource) {
    this.#whileOn = whileOn;
    this.#onNs = onNs;
    this.#offNs = offNs;
    this.#leftNs = onNs();
  }

  nextGapNs(): number {
    const onGapNs = this.#whileOn.nextGapNs();
    let gapNs = onGapNs;
    let awaitedNs = onGapNs;
    while (awaitedNs >= this.#leftNs) {
      awaitedNs -= this.#leftNs;
      gapNs += this.#offNs();
      // Periods that round to nothing would never end this.
      this.#leftNs = Math.max(1, this.#onNs());
    }
    this.#leftNs -= awaitedNs;
    return gapNs;
  }
}
