import { lattice, latticeSize } from '../common/lattice.js';
import type { Generator } from '../define/generator.js';

/** Routers in rows and columns. */
export const GRID: Generator = {
  description:
    'Routers in rows and columns, each linked to its neighbours: r2-3 is the third of the second row.',
  properties: latticeSize(1),
  required: ['rows', 'columns'],
  example: { rows: 3, columns: 4 },
  make: (settings) => lattice(settings, false),
};
