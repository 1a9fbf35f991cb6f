import type { LinkDirection } from '../document/document.js';

type Jitter = NonNullable<LinkDirection['jitter']>;
export type Distribution = NonNullable<Jitter['distribution']>;

/** What happens with a probability, and how much that depends on the last decision. */
export interface Probability {
  readonly probability: number;
  readonly correlation: number;
}

/** What words of netem have said so far. */
export interface NetemSettings {
  delayNs?: number;
  jitter?: { readonly jitterNs: number; readonly correlation: number };
  distribution?: Distribution;
  loss?: LinkDirection['loss'];
  ecn?: boolean;
  duplicate?: Probability | null;
  corrupt?: Probability | null;
  reorder?: Probability | null;
  gap?: number;
  limit?: number;
  rate?: number;
  framing?: LinkDirection['framing'];
  slot?: LinkDirection['slot'];
}
