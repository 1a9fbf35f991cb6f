import type { UniformStream } from '../../random/index.js';
import type { FourStateLossSpec } from '../impairmentSpec.js';
import type { LossModel } from '../lossModel.js';

type State = 'received-in-gap' | 'received-in-burst' | 'lost-in-burst' | 'lost-alone';

/**
 * Loss by a Markov chain of four states (Salsano, Ludovici, Ordine, Giannuzzi, "Definition of a general
 * and intuitive loss model for packet networks and its implementation in the Netem module", 2012),
 * netem's `loss state p13 p31 p32 p23 p14`: 1 received in a gap, 2 received in a burst, 3 lost in a
 * burst, 4 lost alone. At each packet the chain moves; the packet is lost if it comes to 3 or 4.
 */
export class FourStateLoss implements LossModel {
  readonly #stream: UniformStream;
  readonly #p13: number;
  readonly #p31: number;
  readonly #p32: number;
  readonly #p23: number;
  readonly #p14: number;
  #state: State = 'received-in-gap';

  constructor(spec: FourStateLossSpec, stream: UniformStream) {
    const { p13, p31 = 1 - p13, p32 = 0, p23 = 1, p14 = 0 } = spec;
    this.#stream = stream;
    this.#p13 = p13;
    this.#p31 = p31;
    this.#p32 = p32;
    this.#p23 = p23;
    this.#p14 = p14;
  }

  loses(): boolean {
    this.#state = this.#next(this.#stream.unit());
    return this.#state === 'lost-in-burst' || this.#state === 'lost-alone';
  }

  #next(draw: number): State {
    switch (this.#state) {
      case 'received-in-gap':
        if (draw < this.#p14) return 'lost-alone';
        return draw < this.#p14 + this.#p13 ? 'lost-in-burst' : 'received-in-gap';
      case 'received-in-burst':
        return draw < this.#p23 ? 'lost-in-burst' : 'received-in-burst';
      case 'lost-in-burst':
        if (draw < this.#p32) return 'received-in-burst';
        return draw < this.#p32 + this.#p31 ? 'received-in-gap' : 'lost-in-burst';
      default:
        return 'received-in-gap';
    }
  }
}
