import { sha256 } from '@noble/hashes/sha2.js';
import type { RandomSource } from '@packetloom/core';
import { encodeUtf8 } from '../record/utf8.js';
import { type GeneratorState, type UniformStream, XoroshiroStream } from './uniformStream.js';

/** A source whose streams also draw from the unit interval. */
export interface UniformSource extends RandomSource {
  stream(purpose: string): UniformStream;
}

/** Changes whenever the derivation does, so that no seed silently means something else. */
const DERIVATION = 'packetloom/random/1';

/**
 * All random streams of a run. A stream is named by an owner (a host, a direction of a link) and a
 * purpose, and starts from the first 128 bits of SHA-256 over (seed, run, owner, purpose): a new
 * owner or purpose shifts nobody's draws. Streams are made when first asked for, and asking again,
 * by whatever way, continues the same stream.
 */
export class NamedRandom implements UniformSource {
  readonly seed: number;
  readonly run: number;
  readonly #streams = new Map<string, UniformStream>();
  /** The hash after what all names begin with, one to go on from there, and its digest: made once, not a stream. */
  readonly #prefix: ReturnType<typeof sha256.create>;
  readonly #hash = sha256.create();
  readonly #digest = new Uint8Array(sha256.outputLen);

  /** `seed` and `run` (which repetition; default 0) are safe integers. */
  constructor(seed: number, run = 0) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is an integer, not ${seed}`);
    if (!Number.isSafeInteger(run)) throw new RangeError(`a run is an integer, not ${run}`);
    this.seed = seed;
    this.run = run;
    this.#prefix = sha256.create().update(encodeUtf8(`${DERIVATION}\n${seed}\n${run}\n`));
  }

  /** The streams of one owner. It keeps nothing itself, so that many owners cost little. */
  forOwner(owner: string): UniformSource {
    return new OwnedStreams(this, owner);
  }

  /** A stream that nobody in particular owns: that of the owner with the empty name. */
  stream(purpose: string): UniformStream {
    return this.streamOf('', purpose);
  }

  /** The stream of an owner for a purpose. */
  streamOf(owner: string, purpose: string): UniformStream {
    // The length in front keeps ('a', 'bc') and ('ab', 'c') apart.
    const name = `${owner.length}:${owner}${purpose}`;
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = new XoroshiroStream(this.#stateOf(name));
      this.#streams.set(name, stream);
    }
    return stream;
  }

  #stateOf(name: string): GeneratorState {
    this.#prefix._cloneInto(this.#hash).update(encodeUtf8(name)).digestInto(this.#digest);
    const view = new DataView(this.#digest.buffer);
    return [view.getInt32(0), view.getInt32(4), view.getInt32(8), view.getInt32(12)];
  }
}

class OwnedStreams implements UniformSource {
  readonly #all: NamedRandom;
  readonly #owner: string;

  constructor(all: NamedRandom, owner: string) {
    this.#all = all;
    this.#owner = owner;
  }

  stream(purpose: string): UniformStream {
    return this.#all.streamOf(this.#owner, purpose);
  }
}
