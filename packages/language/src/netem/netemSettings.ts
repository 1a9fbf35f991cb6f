import type { LinkDirectionSpec } from '@packetloom/sim';

type Jitter = NonNullable<LinkDirectionSpec['jitter']>;
export type Distribution = NonNullable<Jitter['distribution']>;

/** What happens with a probability, and how much that depends on the last decision. */
export interface Chance {
  readonly probability: number;
  readonly correlation: number;
}

/** What words of netem have said so far. */
export interface NetemSettings {
  delayNs?: number;
  jitter?: { readonly jitterNs: number; readonly correlation: number };
  distribution?: Distribution;
  loss?: LinkDirectionSpec['loss'];
  ecn?: boolean;
  duplicate?: Chance | null;
  corrupt?: Chance | null;
  reorder?: Chance | null;
  gap?: number;
  limit?: number;
  rate?: number;
  framing?: LinkDirectionSpec['framing'];
  slot?: LinkDirectionSpec['slot'];
}
