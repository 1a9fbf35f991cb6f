import { lattice, latticeSize } from '../common/lattice.js';
import type { Generator } from '../define/generator.js';

/** A grid without an edge. */
export const TORUS: Generator = {
  description:
    'A grid whose last router of each row and of each column is linked to the first: r2-3 is the third of the second row.',
  properties: latticeSize(3),
  required: ['rows', 'columns'],
  example: { rows: 4, columns: 4 },
  make: (settings) => lattice(settings, true),
};
