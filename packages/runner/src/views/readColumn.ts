import type { ExpectationScope, SeriesColumn } from '@packetloom/language';
import { durationNs, type ExpectationNames } from '@packetloom/language/internal';
import type { ColumnReader } from '@packetloom/language/run';
import { View } from './lazyView.js';
import { type ScopeCell, viewOf } from './view.js';

const NS_PER_MS = 1e6;

/** Makes what reads columns. */
export type ReaderOf = (columns: readonly SeriesColumn[]) => ColumnReader;

/** Only what the columns mention: a view of every counter of every node takes long to make. */
export function namesIn(
  columns: readonly SeriesColumn[],
  { nodes, links, segments, apps }: ExpectationNames,
): ExpectationNames {
  const referenced = (root: string) => {
    const ofRoot = columns.filter(({ path }) => path[0] === root);
    return new Set(ofRoot.map(({ path }) => path[1] ?? ''));
  };
  const [wantedNodes, wantedLinks, wantedSegments, wantedApps] = [
    'node',
    'link',
    'segment',
    'app',
  ].map(referenced);
  return {
    nodes: [...nodes].filter((name) => wantedNodes?.has(name)),
    links: [...links].filter((name) => wantedLinks?.has(name)),
    segments: [...segments].filter(({ name }) => wantedSegments?.has(name)),
    apps: [...apps].filter(({ name }) => wantedApps?.has(name)),
  };
}

/** Reads values as expectations see them. */
export class ScopeReader implements ColumnReader {
  readonly #cell: ScopeCell;
  readonly #view: View;

  constructor(names: ExpectationNames, scope: ExpectationScope) {
    this.#cell = { scope };
    this.#view = viewOf(names, this.#cell);
  }

  /** The value of a column now: durations in milliseconds; NaN where there is none yet. */
  read({ path }: SeriesColumn): number {
    let value: unknown = this.#view;
    for (const segment of path) {
      if (!(value instanceof View)) return Number.NaN;
      value = value.get(segment);
    }
    return path.at(-1) === 'drops' ? sumOf(value) : numberOf(value);
  }
}

function sumOf(drops: unknown): number {
  if (!(drops instanceof View)) return Number.NaN;
  return drops.names.reduce((sum, reason) => sum + Number(drops.get(reason)), 0);
}

function numberOf(value: unknown): number {
  const ns = durationNs(value);
  if (ns !== undefined) return ns / NS_PER_MS;
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : Number.NaN;
}
