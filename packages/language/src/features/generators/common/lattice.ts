import type { JsonSchema } from '../../define/jsonSchema.js';
import type { Settings } from '../define/generator.js';
import type { Graph, GraphLink } from '../define/graph.js';
import { indices, link, router } from './routers.js';

/** Rows and columns of a lattice. */
export function latticeSize(minimum: number): Readonly<Record<string, JsonSchema>> {
  const size = { type: 'integer', minimum, maximum: 1000, examples: [4] };
  return {
    rows: { description: 'How many rows.', ...size },
    columns: { description: 'How many columns.', ...size },
  };
}

/** Routers in rows and columns, each linked to its right and to its lower neighbour; `wraps`: the last to the first. */
export function lattice(settings: Settings, wraps: boolean): Graph {
  const rows = settings.number('rows');
  const columns = settings.number('columns');
  const at = (row: number, column: number) => (row % rows) * columns + (column % columns);
  const links: GraphLink[] = [];
  for (const row of indices(rows)) {
    for (const column of indices(columns)) {
      if (wraps || column + 1 < columns) links.push(link(at(row, column), at(row, column + 1)));
      if (wraps || row + 1 < rows) links.push(link(at(row, column), at(row + 1, column)));
    }
  }
  const nodes = indices(rows * columns).map((index) =>
    router(`r${Math.floor(index / columns) + 1}-${(index % columns) + 1}`),
  );
  return { nodes, links, access: indices(nodes.length) };
}
