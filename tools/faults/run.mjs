// Applies deliberate faults one at a time to bundles of the programs, and tells which vectors notice them, and
// whether each invariant of the fuzzer that they shall break is seen to be broken. `npm run faults -- --help` says how.

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { faulty } from './bundle.mjs';
import { inOrder } from './inOrder.mjs';
import { FAULTS } from './list.mjs';
import { Search } from './search.mjs';
import {
  FAULT_HEAD,
  faultRow,
  INVARIANT_HEAD,
  intoDocs,
  invariantRows,
  isFound,
} from './tables.mjs';

/** @typedef {import('./list.mjs').Fault} Fault */
/** @typedef {import('./tables.mjs').Result} Result */

const USAGE = `usage: npm run faults -- [--only WORDS] [--jobs N] [--limit SECONDS] [--list FILE] [--write]

--only WORDS     faults with these words in their names
--jobs N         faults that are looked for at once (default: as many as there are processors)
--limit SECONDS  of the processor for each program (default 1800); one that needs more has found nothing
--list FILE      other faults, as JSON
--write          puts the tables into docs/fuzzing.md; with --only, renews the rows of those faults alone

Exit code 0: every fault is found and every invariant seen broken, 1: not all, 2: wrong options.
`;

/**
 * @param {Search} search
 * @param {Fault} fault
 * @returns {Promise<Result>}
 */
async function lookFor(search, fault) {
  const vectors = isInStack(fault) ? await search.vectors(fault) : null;
  const invariants = [];
  for (const invariant of fault.breaks ?? []) {
    invariants.push({ invariant, outcome: await search.invariant(fault, invariant) });
  }
  return { name: fault.name, vectors, invariants };
}

/**
 * The vectors know the stack alone.
 * @param {Fault} fault
 */
function isInStack({ file }) {
  return file.startsWith('core/');
}

/** @returns {Promise<number>} The exit code. */
async function main() {
  const asked = options();
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n\n${USAGE}`);
    return 2;
  }
  const { help, only, list, jobs, limit, write } = asked;
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  /** @type {readonly Fault[]} */
  const all = list === undefined ? FAULTS : JSON.parse(readFileSync(list, 'utf8'));
  const chosen = all.filter(({ name }) => name.includes(only));
  for (const fault of chosen) faulty(fault); // what no longer fits the sources is told before the long part
  const state = fileURLToPath(new URL('../../node_modules/.packetloom/', import.meta.url));
  mkdirSync(state, { recursive: true });
  const folder = mkdtempSync(join(state, 'faults-'));
  try {
    const search = new Search(folder, limit);
    const clean = chosen.some(isInStack) ? await search.vectors(null) : null;
    if (clean !== null && clean.kind !== 'survived') {
      process.stderr.write(`without a fault, vectors: ${clean.kind} ${clean.detail}\n`);
      return 1;
    }
    let table = '';
    const print = (/** @type {string} */ text) => {
      table += text;
      process.stdout.write(text);
    };
    print(FAULT_HEAD);
    const look = (/** @type {Fault} */ fault) => lookFor(search, fault);
    const results = await inOrder(chosen, jobs, look, (result) => print(faultRow(result)));
    const found = results.filter(isFound).length;
    print(`\n${found} of ${results.length} found.\n\n${INVARIANT_HEAD}`);
    for (const result of results) print(invariantRows(result));
    const names = only === '' ? null : all.map(({ name }) => name);
    if (write) intoDocs(table, names);
    return found === results.length ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is asked for, or what is wrong with it. */
function options() {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  const known = { only: text, list: text, jobs: text, limit: text, write: flag, help: flag };
  try {
    const { values } = parseArgs({ options: known });
    const jobs = Number(values.jobs ?? availableParallelism());
    const limit = Number(values.limit ?? 1800);
    if (!(Number.isInteger(jobs) && jobs > 0))
      return `--jobs ${values.jobs}: expected a number from 1`;
    if (!(Number.isInteger(limit) && limit > 0)) {
      return `--limit ${values.limit}: expected whole seconds, at least 1`;
    }
    return { ...values, only: values.only ?? '', jobs, limit };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.exitCode = await main();
