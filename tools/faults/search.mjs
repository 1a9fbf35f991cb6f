// What notices a fault: the vectors recorded from the reference, or an invariant of the fuzzer.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, packages } from './bundle.mjs';
import { runProgram } from './program.mjs';

/** @typedef {import('./list.mjs').Fault} Fault */
/** @typedef {import('./program.mjs').Ending} Ending */

/**
 * What came of a search. Only what was seen to fail is found: a program that was ended before it could tell, or that
 * broke down, has said nothing.
 * @typedef {object} Outcome
 * @property {'found' | 'survived' | 'ran out of time' | 'broke down' | 'found without it, too'} kind
 * @property {string} detail What was found, or how it ended; may be empty.
 * @property {number} seconds Of the processor.
 */

/** Every table is made with the same scenarios. */
const FUZZ_SEED = 1;
const FUZZ_RUNS = 10_000;

const vectorFolder = join(packages, 'conformance/vectors');

/** Searches with bundles in a folder of their own, each program with so many seconds of the processor. */
export class Search {
  #folder;
  #limit;
  #bundles = 0;
  /** @type {Promise<string> | null} */
  #cleanFuzzer = null;

  /**
   * @param {string} folder
   * @param {number} limit Seconds.
   */
  constructor(folder, limit) {
    this.#folder = folder;
    this.#limit = limit;
  }

  /**
   * What the vectors say.
   * @param {Fault | null} fault
   * @returns {Promise<Outcome>}
   */
  async vectors(fault) {
    const program = await this.#bundle('conformance/src/main.ts', fault);
    const vectors = readdirSync(vectorFolder).filter((name) => name.startsWith('gvisor-'));
    const files = vectors.map((name) => join(vectorFolder, name));
    return outcomeOfVectors(await runProgram(program, files, this.#limit));
  }

  /**
   * What one invariant of the fuzzer says. What it finds, it must not find in the same scenario without the fault.
   * @param {Fault} fault
   * @param {string} invariant
   * @returns {Promise<Outcome>}
   */
  async invariant(fault, invariant) {
    const program = await this.#bundle('fuzz/src/main.ts', fault);
    const words = ['--property', invariant, '--no-shrink', '--out', join(this.#folder, 'failures')];
    const wanted = ['--seed', `${FUZZ_SEED}`, '--runs', `${FUZZ_RUNS}`];
    const ending = await runProgram(program, [...words, ...wanted], this.#limit);
    const outcome = outcomeOfFuzzer(ending, invariant);
    if (outcome.kind !== 'found') return outcome;
    this.#cleanFuzzer ??= this.#bundle('fuzz/src/main.ts', null);
    const again = [...words, ...placeOf(ending)];
    const clean = await runProgram(await this.#cleanFuzzer, again, this.#limit);
    if (outcomeOfFuzzer(clean, invariant).kind === 'survived') return outcome;
    return { ...outcome, kind: 'found without it, too' };
  }

  /**
   * @param {string} entry
   * @param {Fault | null} fault
   */
  #bundle(entry, fault) {
    return bundle(entry, fault, join(this.#folder, `${this.#bundles++}`));
  }
}

/**
 * @param {Ending} ending
 * @returns {Outcome}
 */
export function outcomeOfVectors(ending) {
  const { by, code, seconds, stdout } = ending;
  if (by === 'exit' && code === 0) return { kind: 'survived', detail: '', seconds };
  const [closing = ''] = stdout.trim().split('\n').slice(-1);
  const failed = /(\d+) failed/.exec(closing)?.[1];
  if (by !== 'exit' || code !== 1 || failed === undefined) return endedEarly(ending);
  return { kind: 'found', detail: `${failed} fail`, seconds };
}

/**
 * @param {Ending} ending
 * @param {string} invariant
 * @returns {Outcome}
 */
export function outcomeOfFuzzer(ending, invariant) {
  const { by, code, seconds, stdout } = ending;
  if (by === 'exit' && code === 0) return { kind: 'survived', detail: '', seconds };
  const found = /^FOUND after (\d+) scenarios? in [\d.]+ s: (\S+) is broken$/m.exec(stdout);
  if (by !== 'exit' || code !== 1 || found?.[2] !== invariant) return endedEarly(ending);
  return { kind: 'found', detail: `scenario ${found[1]}`, seconds };
}

/**
 * The options that lead to the scenario that was found.
 * @param {Ending} ending
 */
function placeOf({ stdout }) {
  const [, seed = '', path = ''] = /^ {2}seed (\d+), path ([\d:]+);/m.exec(stdout) ?? [];
  return ['--seed', seed, '--path', path];
}

/**
 * @param {Ending} ending
 * @returns {Outcome}
 */
function endedEarly({ by, code, seconds }) {
  if (by === 'out of time') return { kind: 'ran out of time', detail: '', seconds };
  const detail = code === null ? 'by a signal' : `exit code ${code}`;
  return { kind: 'broke down', detail, seconds };
}
