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
 * The tables with new rows of some faults, which replace those that they had. Rows of faults that are not among
 * `names` any more go.
 * @param {string} tables
 * @param {string} made The tables of those faults alone.
 * @param {readonly string[]} names Of all faults.
 */
export function renewed(tables, made, names) {
  const [faults, invariants] = tablesOf(tables);
  const [newFaults, newInvariants] = tablesOf(made);
  const renewedNames = new Set(newFaults.map((row) => cellOf(row, FAULT_CELL)));
  /**
   * @param {readonly string[]} rows
   * @param {readonly string[]} newRows
   * @param {number} cell
   */
  const join = (rows, newRows, cell) =>
    names.flatMap((name) => {
      const from = renewedNames.has(name) ? newRows : rows;
      return from.filter((row) => cellOf(row, cell) === name);
    });
  const joined = join(faults, newFaults, FAULT_CELL);
  const found = joined.filter((row) => !row.includes('**nothing**')).length;
  const closing = `\n${found} of ${joined.length} found.\n\n`;
  const joinedInvariants = join(invariants, newInvariants, INVARIANT_FAULT_CELL);
  return [FAULT_HEAD, ...joined, closing, INVARIANT_HEAD, ...joinedInvariants].join('');
}

/** In which cell of a row the name of the fault stands, counted from 1. */
const FAULT_CELL = 1;
const INVARIANT_FAULT_CELL = 2;

/**
 * The rows of both tables, without their heads.
 * @param {string} text
 * @returns {readonly [readonly string[], readonly string[]]}
 */
function tablesOf(text) {
  const rows = (/** @type {string} */ part) =>
    (part.match(/^\|.*\n/gm) ?? []).filter((row) => !row.startsWith('|---'));
  const [faults = '', invariants = ''] = text.split(INVARIANT_HEAD);
  return [rows(faults).slice(1), rows(invariants)];
}

/**
 * @param {string} row
 * @param {number} cell
 */
function cellOf(row, cell) {
  return row.split(' | ')[cell - 1]?.replace(/^\| /, '') ?? '';
}

/**
 * Puts the tables between their marks in the documentation: whole ones, or new rows of some faults into those that
 * are there.
 * @param {string} made
 * @param {readonly string[] | null} names Of all faults; null: these are the whole tables.
 */
export function intoDocs(made, names) {
  const path = fileURLToPath(new URL('../../docs/fuzzing.md', import.meta.url));
  const [before = '', rest = ''] = readFileSync(path, 'utf8').split(TABLE_BEGINS);
  const end = rest.indexOf(TABLE_ENDS);
  const tables = names === null ? made : renewed(rest.slice(0, end), made, names);
  writeFileSync(path, `${before}${TABLE_BEGINS}\n${tables}${rest.slice(end)}`);
}
