import type { WrittenScenario } from '@packetloom/language';
import { addressesOf, type KnownAddresses, pinned } from './reduce/addresses.js';
import { rewritings } from './reduce/rewritings.js';
import { simplerThan } from './reduce/simpler.js';
import { tidied } from './reduce/tidied.js';

/** Scenarios that are tried at most. */
const MAX_TRIES = 1000;

/** Whole nodes, links, segments and events go first, then what is within them. */
const DEPTHS = [1, Number.POSITIVE_INFINITY];

/** What stands in a mapping under a key, or in a list at a place. */
type Part = readonly [string, unknown];
type Put = (smaller: unknown) => unknown;
type Breaks = (smaller: WrittenScenario) => Promise<boolean>;

/**
 * Takes parts out of a scenario, whatever they are, and makes values simpler, as long as `breaks` says that it still
 * breaks the same invariant. What is no scenario any more is refused by the loader and so never taken.
 */
export async function reduceScenario(
  scenario: WrittenScenario,
  breaks: Breaks,
): Promise<WrittenScenario> {
  const reducer = new Reducer(scenario, breaks);
  // Else, what goes gives other addresses to all that comes behind it, and who names them means something else.
  await reducer.about(pinned(scenario));
  for (let before: WrittenScenario | null = null; before !== reducer.smallest; ) {
    before = reducer.smallest;
    for (const depth of DEPTHS) await reducer.walk(depth);
    for (const other of rewritings(reducer.smallest)) if (await reducer.about(other)) break;
  }
  return reducer.smallest;
}

/** Walks through a scenario and takes everything from it that can be spared, large parts first. */
class Reducer {
  smallest: WrittenScenario;
  readonly #breaks: Breaks;
  readonly #tried = new Set<string>();
  #addresses: KnownAddresses;

  constructor(scenario: WrittenScenario, breaks: Breaks) {
    this.smallest = scenario;
    this.#breaks = breaks;
    this.#addresses = addressesOf(scenario);
  }

  async walk(depth: number): Promise<void> {
    this.#addresses = addressesOf(this.smallest);
    await this.#reduce(this.smallest, (smaller) => smaller, depth);
  }

  /** Whether it breaks the invariant, too, and so is the smallest from now on. */
  async about(candidate: unknown): Promise<boolean> {
    const scenario = tidied(candidate as WrittenScenario);
    const text = JSON.stringify(scenario);
    if (this.#tried.has(text) || this.#tried.size >= MAX_TRIES) return false;
    this.#tried.add(text);
    if (!(await this.#breaks(scenario))) return false;
    this.smallest = scenario;
    return true;
  }

  /** Makes a value of the scenario smaller; `put` gives the scenario with another in its place. */
  async #reduce(value: unknown, put: Put, depth: number): Promise<unknown> {
    if (typeof value !== 'object' || value === null) return this.#simplify(value, put);
    const whole = (parts: readonly Part[]) =>
      Array.isArray(value) ? parts.map(([, item]) => item) : Object.fromEntries(parts);
    const parts = await this.#fewer(Object.entries(value), (fewer) => put(whole(fewer)));
    if (depth > 0) {
      for (const [index, [key, item]] of [...parts].entries()) {
        const putItem = (smaller: unknown) => put(whole(parts.with(index, [key, smaller])));
        parts[index] = [key, await this.#reduce(item, putItem, depth - 1)];
      }
    }
    return whole(parts);
  }

  /** Without as many of its parts as can be spared: half of them, a quarter, and so on to each alone. */
  async #fewer(all: Part[], put: (parts: readonly Part[]) => unknown): Promise<Part[]> {
    let parts = all;
    for (let size = parts.length; size >= 1; size = Math.floor(size / 2)) {
      for (let index = 0; index < parts.length; ) {
        const fewer = parts.toSpliced(index, size);
        if (await this.about(put(fewer))) parts = fewer;
        else index += size;
      }
    }
    return parts;
  }

  async #simplify(value: unknown, put: Put): Promise<unknown> {
    for (const simpler of simplerThan(value, this.#addresses)) {
      if (await this.about(put(simpler))) return this.#simplify(simpler, put);
    }
    return value;
  }
}
