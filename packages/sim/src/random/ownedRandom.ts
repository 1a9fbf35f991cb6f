import type { UniformSource } from './namedRandom.js';

/** Random streams of the parts of a simulation, each part (a host, a link direction) with its own. */
export interface OwnedRandom {
  /** The streams of one owner; the same owner always gets the same numbers. */
  forOwner(owner: string): UniformSource;
}
