import { isPattern } from '../document/pattern.js';
import { isExpandable } from './entries.js';
import { isMapping } from './trace.js';
import { hasInsertion } from './values/insertions.js';

/** Keys of a scenario that make it more than what it says. */
export const EXPANSION_KEYS = ['include', 'parameters', 'templates', 'groups', 'generate'] as const;

/** Lists and mappings of a scenario whose entries may stand for several. */
const SECTIONS = ['nodes', 'links', 'segments', 'events', 'expect'] as const;

/** Whether a document stands for more than what it says: most do not, and are taken as they are. */
export function usesExpansion(document: unknown, text: string): boolean {
  if (!isMapping(document)) return false;
  if (EXPANSION_KEYS.some((key) => Object.hasOwn(document, key))) return true;
  if (hasInsertions(document, text)) return true;
  return SECTIONS.some((key) => {
    const section = document[key];
    if (typeof section !== 'object' || section === null) return false;
    return Object.values(section).some(
      (entry) => isExpandable(entry) || (key === 'events' && isSelective(entry)),
    );
  });
}

/**
 * Whether a `${` stands where it cannot mean itself: in files that use nothing else of expansion, descriptions and
 * expectations may have one.
 */
function hasInsertions(document: Readonly<Record<string, unknown>>, text: string): boolean {
  if (!hasInsertion(text)) return false;
  return Object.entries(document).some(
    ([key, value]) => key !== 'description' && key !== 'expect' && mentions(value),
  );
}

function mentions(value: unknown): boolean {
  if (typeof value === 'string') return hasInsertion(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => hasInsertion(key) || mentions(inner));
}

/** Whether an event names several nodes by a pattern, or pairs of them. */
export function isSelective(event: unknown): boolean {
  if (!isMapping(event)) return false;
  if (Object.hasOwn(event, 'pairs')) return true;
  return Object.entries(event).some(([key, value]) => {
    if (key === 'node') return typeof value === 'string' && isPattern(value);
    if (!isMapping(value)) return false;
    return ['from', 'to', 'receivers'].some((end) => hasPattern(value[end]));
  });
}

/** A `*` alone is no pattern: a ping knows it itself. */
function hasPattern(end: unknown): boolean {
  if (Array.isArray(end)) return end.some(hasPattern);
  return typeof end === 'string' && end !== '*' && isPattern(end);
}
