// The tables of docs/fuzzing.md.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./search.mjs').Outcome} Outcome */

const TABLE_BEGINS = '<!-- table of faults -->';
const TABLE_ENDS = '<!-- end of the table -->';

/**
 * What was looked for with one fault: by the vectors, unless these cannot know, and by each invariant that it shall
 * break.
 * @typedef {object} Result
 * @property {string} name Of the fault.
 * @property {Outcome | null} vectors
 * @property {readonly { readonly invariant: string, readonly outcome: Outcome }[]} invariants
 */

export const FAULT_HEAD = '| fault | found by | how | seconds |\n|---|---|---|---|\n';
export const INVARIANT_HEAD = '| invariant | broken by | after | seconds |\n|---|---|---|---|\n';

/**
 * Whether anything found the fault, and every invariant was seen to be broken.
 * @param {Result} result
 */
export function isFound({ vectors, invariants }) {
  const isOne = vectors?.kind === 'found' || invariants.length > 0;
  const isEnded = vectors === null || vectors.kind === 'found' || vectors.kind === 'survived';
  return isOne && isEnded && invariants.every(({ outcome }) => outcome.kind === 'found');
}

/**
 * A row of the first table: what found it first, or else how each of them ended.
 * @param {Result} result
 */
export function faultRow({ name, vectors, invariants }) {
  const tried = [
    ...(vectors === null ? [] : [{ by: 'vectors', how: vectors.detail, outcome: vectors }]),
    ...invariants.map(({ invariant, outcome }) => {
      return { by: 'fuzzer', how: `${invariant}, ${outcome.detail}`, outcome };
    }),
  ];
  const found = tried.find(({ outcome }) => outcome.kind === 'found');
  if (found !== undefined) {
    return `| ${name} | ${found.by} | ${found.how} | ${seconds(found.outcome)} |\n`;
  }
  const endings = tried.map(({ by, outcome }) => `${by} ${unfound(outcome)}`).join('; ');
  return `| ${name} | **nothing** | ${endings} | |\n`;
}

/**
 * Rows of the second table.
 * @param {Result} result
 */
export function invariantRows({ name, invariants }) {
  return invariants
    .map(({ invariant, outcome }) => {
      const after = outcome.kind === 'found' ? outcome.detail : `**${unfound(outcome)}**`;
      return `| \`${invariant}\` | ${name} | ${after} | ${seconds(outcome)} |\n`;
    })
    .join('');
}

/** @param {Outcome} outcome */
function unfound({ kind, detail }) {
  return detail === '' ? kind : `${kind} (${detail})`;
}

/** @param {Outcome} outcome */
function seconds({ seconds }) {
  return seconds.toFixed(1);
}

/**
 * Puts the tables between their marks in the documentation.
 * @param {string} made
 */
export function intoDocs(made) {
  const path = fileURLToPath(new URL('../../docs/fuzzing.md', import.meta.url));
  const [before = '', rest = ''] = readFileSync(path, 'utf8').split(TABLE_BEGINS);
  const after = rest.slice(rest.indexOf(TABLE_ENDS));
  writeFileSync(path, `${before}${TABLE_BEGINS}\n${made}${after}`);
}
