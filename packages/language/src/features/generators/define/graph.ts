import type { UniformStream } from '@packetloom/sim/internal';

/** A node of a generated network, without what its generator puts in front of its name. */
export interface GraphNode {
  readonly name: string;
  /** Groups that it is in. */
  readonly roles: readonly string[];
  /** A group that its hosts are in, too. */
  readonly zone?: string;
}

/** A link, by the places of its ends in the list of nodes. */
export interface GraphLink {
  readonly ends: readonly [number, number];
  /** What its parameters are: those of every link, of links between switches, or of links to hosts. */
  readonly part: 'link' | 'uplink' | 'host';
  /** Its delay, where the generator works one out. */
  readonly delayNs?: number;
}

/** A network without parameters. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly links: readonly GraphLink[];
  /** Routers that hosts are attached to, by their places. */
  readonly access: readonly number[];
}

/** A network, or what is wrong with what was asked for, and by which key. */
export type GraphOutcome = Graph | { readonly key: string; readonly problem: string };

/** What generators draw from: for each seed the same numbers on every machine. */
export type GraphRandom = UniformStream;

/** Whether a network was made. */
export function isGraph(outcome: GraphOutcome): outcome is Graph {
  return 'nodes' in outcome;
}
