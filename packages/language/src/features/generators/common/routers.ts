import type { JsonSchema } from '../../define/jsonSchema.js';
import type { GraphLink, GraphNode } from '../define/graph.js';

/** Every router is in this group. */
const ROUTERS = 'routers';

/** Most routers of one network. */
const MAX_ROUTERS = 1_000_000;

/** The key that says how many routers there are. */
export function routerCount(minimum: number, maximum = MAX_ROUTERS): JsonSchema {
  return {
    description: 'How many routers.',
    type: 'integer',
    minimum,
    maximum,
    examples: [Math.max(5, minimum)],
  };
}

/** Routers r1, r2 and so on. */
export function numberedRouters(count: number): GraphNode[] {
  return Array.from({ length: count }, (_, index) => router(`r${index + 1}`));
}

/** A router, in some groups beside that of all. */
export function router(name: string, ...roles: readonly string[]): GraphNode {
  return { name, roles: [ROUTERS, ...roles] };
}

export function link(from: number, to: number): GraphLink {
  return { ends: [from, to], part: 'link' };
}

/** The numbers from 0, so many. */
export function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
