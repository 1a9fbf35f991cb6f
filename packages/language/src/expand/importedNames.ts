import type { Sibling } from '../files/sibling.js';
import { importTopology, readTopology } from '../import/index.js';
import { decode } from '../yaml/decode.js';
import { isMapping } from './trace.js';

/** Names of the nodes that a scenario imports; none of what cannot be read, which the import itself tells. */
export function importedNames(
  wanted: unknown,
  readSibling: (path: string) => Sibling,
): readonly string[] {
  if (!isMapping(wanted) || typeof wanted.file !== 'string') return [];
  const sibling = readSibling(wanted.file);
  if ('message' in sibling) return [];
  const decoded = decode(sibling.bytes);
  const text = 'text' in decoded ? decoded.text : new TextDecoder('latin1').decode(sibling.bytes);
  const read = readTopology(text);
  if ('problems' in read) return [];
  return importTopology(read.topology, { missingDelayNs: 0, missingRateBitsPerSecond: null }).nodes;
}
