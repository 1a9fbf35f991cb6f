// Applies deliberate faults one at a time to a bundle of the conformance runner, and tells which vectors or
// which property of the fuzzer notices; then, that each invariant of the fuzzer is seen to be broken. The sources
// themselves are never changed.
//
//   node tools/faults/run.mjs [--list FILE] [--only WORDS] [--quick] [--write]
//
// --quick does not look first whether nothing is found without a fault. --write puts the tables into
// docs/fuzzing.md.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { FAULTS } from './list.mjs';

/** @typedef {import('./list.mjs').Fault} Fault */
/** @typedef {{ by: string, detail: string }} Finding */

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const vectorFolder = join(packages, 'conformance/vectors');
// Inside the workspace, so that what is not bundled is found.
const state = fileURLToPath(new URL('../../node_modules/.packetloom/', import.meta.url));
mkdirSync(state, { recursive: true });
const folder = mkdtempSync(join(state, 'faults-'));
const MAX_RUN_MS = 240_000;
/** Every table is made with the same scenarios. */
const FUZZ_SEED = 1;
const FUZZ_RUNS = 3000;
const TABLE_BEGINS = '<!-- table of faults -->';
const TABLE_ENDS = '<!-- end of the table -->';

/**
 * The text of a file with a fault in it.
 * @param {Fault} fault
 */
function faulty({ name, file, find, replace }) {
  const text = readFileSync(join(packages, file), 'utf8');
  const places = text.split(find).length - 1;
  if (places !== 1) throw new Error(`"${name}": its text occurs ${places} times in ${file}`);
  return text.replace(find, () => replace);
}

/**
 * Bundles a program of the workspace, with a fault in it unless that is null.
 * @param {string} entry
 * @param {Fault | null} fault
 */
async function bundle(entry, fault) {
  const outfile = join(folder, 'dist/program/main.mjs');
  const source = (/** @type {string} */ path) => join(packages, path);
  await build({
    entryPoints: [source(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    external: ['esbuild'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: [
      {
        name: 'sources',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^@packetloom\// }, ({ path }) => {
            const [, name = '', part] = path.split('/');
            return { path: source(`${name}/src/${part === undefined ? '' : `${part}/`}index.ts`) };
          });
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            if (fault === null || path !== source(fault.file)) return undefined;
            return { contents: faulty(fault), loader: 'ts' };
          });
        },
      },
    ],
  });
  return outfile;
}

/**
 * What the vectors say.
 * @param {Fault | null} fault
 * @returns {Promise<Finding | null>}
 */
async function tryVectors(fault) {
  const program = await bundle('conformance/src/main.ts', fault);
  const vectors = readdirSync(vectorFolder).filter((name) => name.startsWith('gvisor-'));
  const files = vectors.map((name) => join(vectorFolder, name));
  const run = spawnSync(process.execPath, [program, ...files], {
    encoding: 'utf8',
    timeout: MAX_RUN_MS,
    maxBuffer: 2 ** 28,
  });
  if (run.status === 0) return null;
  const [closing = ''] = run.stdout.trim().split('\n').slice(-1);
  const failed = /(\d+) failed/.exec(closing)?.[1];
  return { by: 'vectors', detail: failed === undefined ? 'the run ended early' : `${failed} fail` };
}

/**
 * What the fuzzer says.
 * @param {Fault | null} fault
 * @param {string | null} invariant The only one to look for; null: all.
 * @returns {Promise<Finding | null>}
 */
async function tryFuzzer(fault, invariant = null) {
  const program = await bundle('fuzz/src/main.ts', fault);
  const options = ['--seed', `${FUZZ_SEED}`, '--runs', `${FUZZ_RUNS}`, '--no-shrink'];
  if (invariant !== null) options.push('--property', invariant);
  const run = spawnSync(
    process.execPath,
    [program, ...options, '--out', join(folder, 'failures')],
    {
      encoding: 'utf8',
      timeout: MAX_RUN_MS,
      maxBuffer: 2 ** 28,
    },
  );
  if (run.status === 0) return null;
  const found = /^FOUND after (\d+) scenarios? in [\d.]+ s: (\S+) is broken$/m.exec(run.stdout);
  const detail = found === null ? 'the run ended early' : `${found[2]}, scenario ${found[1]}`;
  return { by: 'fuzzer', detail };
}

/**
 * @param {Fault} fault
 * @returns {Promise<Finding | null>}
 */
async function lookFor(fault) {
  // The vectors know the stack alone.
  const inStack = fault.file.startsWith('core/');
  return (inStack ? await tryVectors(fault) : null) ?? (await tryFuzzer(fault));
}

/**
 * A finding, and the seconds that it took.
 * @param {() => Promise<Finding | null>} look
 * @returns {Promise<readonly [Finding | null, string]>}
 */
async function timed(look) {
  const started = process.hrtime.bigint();
  const finding = await look();
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return [finding, seconds.toFixed(1)];
}

/**
 * Puts the table between its marks in the documentation.
 * @param {string} made
 */
function intoDocs(made) {
  const path = fileURLToPath(new URL('../../docs/fuzzing.md', import.meta.url));
  const [before = '', rest = ''] = readFileSync(path, 'utf8').split(TABLE_BEGINS);
  const after = rest.slice(rest.indexOf(TABLE_ENDS));
  writeFileSync(path, `${before}${TABLE_BEGINS}\n${made}${after}`);
}

const { argv } = process;
const option = (/** @type {string} */ flag) =>
  argv.includes(flag) ? argv[argv.indexOf(flag) + 1] : undefined;
const listFile = option('--list');
/** @type {readonly Fault[]} */
const list = listFile === undefined ? FAULTS : JSON.parse(readFileSync(listFile, 'utf8'));
const chosen = list.filter(({ name }) => name.includes(option('--only') ?? ''));

for (const fault of chosen) faulty(fault); // what no longer fits the sources is told before the long part
const clean = argv.includes('--quick')
  ? null
  : ((await tryVectors(null)) ?? (await tryFuzzer(null)));
if (clean !== null) throw new Error(`without a fault, ${clean.detail}`);
let table = '';
const print = (/** @type {string} */ line) => {
  table += `${line}\n`;
  process.stdout.write(`${line}\n`);
};
print('| fault | found by | how | seconds |');
print('|---|---|---|---|');
let survivors = 0;
for (const fault of chosen) {
  const [finding, seconds] = await timed(() => lookFor(fault));
  if (finding === null) survivors++;
  const found = finding === null ? '**nothing** | ' : `${finding.by} | ${finding.detail}`;
  print(`| ${fault.name} | ${found} | ${seconds} |`);
}
print('');
print(`${chosen.length - survivors} of ${chosen.length} found.`);
print('');
print('| invariant | broken by | after | seconds |');
print('|---|---|---|---|');
for (const fault of chosen) {
  for (const invariant of fault.breaks ?? []) {
    const [finding, seconds] = await timed(() => tryFuzzer(fault, invariant));
    const [broken, after] = (finding?.detail ?? '').split(', ');
    if (broken !== invariant) survivors++;
    const when = broken === invariant ? after : '**never**';
    print(`| \`${invariant}\` | ${fault.name} | ${when} | ${seconds} |`);
  }
}
rmSync(folder, { recursive: true, force: true });
if (argv.includes('--write')) intoDocs(table);
process.exitCode = survivors === 0 ? 0 : 1;
