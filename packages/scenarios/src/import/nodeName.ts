import { takeName } from '../language/names.js';

/** Leaves room for a number behind it, within the length of a name. */
const LONGEST = 55;

/**
 * The name of a node with this label: letters without their accents, everything else `_`
 * (`São Paulo, BR` is `Sao_Paulo_BR`); `n` stands before a digit, and `node` for what has no letters at
 * all. A name that is taken gets `_2`, `_3` and so on, in the order of the file.
 */
export function nodeName(label: string, taken: Set<string>): string {
  const letters = label
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+/, '')
    .slice(0, LONGEST)
    .replace(/_+$/, '');
  if (letters === '') return takeName(taken, 'node');
  return takeName(taken, /^[0-9]/.test(letters) ? `n${letters}` : letters);
}
