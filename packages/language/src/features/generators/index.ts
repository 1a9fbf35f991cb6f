// Networks that are made from a few numbers, by the key of `generate`.
import { BARABASI_ALBERT } from './barabasiAlbert/index.js';
import type { Generator } from './define/generator.js';
import { ERDOS_RENYI } from './erdosRenyi/index.js';
import { FAT_TREE } from './fatTree/index.js';
import { FULL_MESH } from './fullMesh/index.js';
import { GRID } from './grid/index.js';
import { LEAF_SPINE } from './leafSpine/index.js';
import { LINE } from './line/index.js';
import { RING } from './ring/index.js';
import { STAR } from './star/index.js';
import { TORUS } from './torus/index.js';
import { TREE } from './tree/index.js';
import { WAXMAN } from './waxman/index.js';

export { partsOf } from './common/connect.js';
export { type Generator, Settings } from './define/generator.js';
export { type Graph, isGraph } from './define/graph.js';

/** All kinds, in the order of the reference. */
export const GENERATORS = {
  line: LINE,
  ring: RING,
  star: STAR,
  'full-mesh': FULL_MESH,
  grid: GRID,
  torus: TORUS,
  tree: TREE,
  'leaf-spine': LEAF_SPINE,
  'fat-tree': FAT_TREE,
  waxman: WAXMAN,
  'barabasi-albert': BARABASI_ALBERT,
  'erdos-renyi': ERDOS_RENYI,
} as const satisfies Readonly<Record<string, Generator>>;

/** A kind of generated networks. */
export type GeneratorKind = keyof typeof GENERATORS;

export function isGeneratorKind(key: string): key is GeneratorKind {
  return Object.hasOwn(GENERATORS, key);
}
