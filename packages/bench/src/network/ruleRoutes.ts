import type { Ipv4Address, RouteEntry, RouteSource } from '@packetloom/core';
import { nodeOf } from './wiring.js';

/** The way to a neighbouring node of a grid. */
export interface Neighbour {
  readonly node: number;
  readonly entry: RouteEntry;
}

/** The neighbours that a node of a grid has. */
export interface Neighbours {
  east?: Neighbour;
  west?: Neighbour;
  south?: Neighbour;
  north?: Neighbour;
}

/** Next hops by the X-Y rule: along the row to the column of the destination, then along the column. */
export class RuleRoutes implements RouteSource {
  readonly #size: number;
  readonly #row: number;
  readonly #column: number;
  readonly #east: RouteEntry | null;
  readonly #west: RouteEntry | null;
  readonly #south: RouteEntry | null;
  readonly #north: RouteEntry | null;

  constructor(size: number, node: number, { east, west, south, north }: Neighbours) {
    this.#size = size;
    this.#row = Math.floor(node / size);
    this.#column = node % size;
    this.#east = east?.entry ?? null;
    this.#west = west?.entry ?? null;
    this.#south = south?.entry ?? null;
    this.#north = north?.entry ?? null;
  }

  lookup(destination: Ipv4Address): RouteEntry | null {
    const node = nodeOf(destination);
    const column = node % this.#size;
    if (column > this.#column) return this.#east;
    if (column < this.#column) return this.#west;
    const row = Math.floor(node / this.#size);
    if (row > this.#row) return this.#south;
    return row < this.#row ? this.#north : null;
  }
}
