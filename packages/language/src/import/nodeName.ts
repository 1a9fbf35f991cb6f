import anyAscii from 'any-ascii';
import { takeName } from '../document/names.js';

/** Leaves room for a number behind it, within the length of a name. */
const LONGEST = 55;

/**
 * The name of a node with this label: in Latin letters without accents, everything else `_` (`São Paulo, BR`
 * is `Sao_Paulo_BR`, `Αθήνα` is `Athena`); `n` stands before a digit, and `node` for what has no letters at
 * all. A name that is taken gets `_2`, `_3` and so on, in the order of the file.
 */
export function nodeName(label: string, taken: Set<string>): string {
  const letters = anyAscii(label.normalize('NFC'))
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+/, '')
    .slice(0, LONGEST)
    .replace(/_+$/, '');
  if (letters === '') return takeName(taken, 'node');
  return takeName(taken, /^[0-9]/.test(letters) ? `n${letters}` : letters);
}

/** Whether a label has letters of another script than the Latin one. */
export function isInOtherScript(label: string): boolean {
  return /(?=\p{Letter})[^\p{Script=Latin}]/u.test(label);
}
