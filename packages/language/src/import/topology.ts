import type { Coordinates } from './geography.js';

/** A place in a text, counted from 1. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

/** A node of a topology file. */
export interface TopologyNode {
  readonly id: number | string;
  /** null: the file gives it none. */
  readonly label: string | null;
  /** null: the file does not say where it is. */
  readonly coordinates: Coordinates | null;
  readonly position: FilePosition;
}

/** An edge of a topology file: both ends exist and differ. */
export interface TopologyEdge {
  /** Places in the list of nodes. */
  readonly source: number;
  readonly target: number;
  /** null: the file does not say. */
  readonly rateBitsPerSecond: number | null;
  /** What the file says, as it stands there; null: nothing. */
  readonly weight: string | null;
  readonly delay: string | null;
  readonly position: FilePosition;
}

/** Something about a topology file: what is wrong with it, or what was done with it. */
export interface TopologyNote extends FilePosition {
  readonly message: string;
}

/** A network as a topology file has it. Parallel edges are kept; edges of a node to itself are not. */
export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
  readonly warnings: readonly TopologyNote[];
}

/** What a topology file describes, or what is wrong with it. */
export type TopologyReading =
  | { readonly topology: Topology }
  | { readonly problems: readonly TopologyNote[] };
