import { fits, isPattern } from '../../document/pattern.js';

/** Finds nodes by groups and patterns, in the order of the scenario. */
export class Selection {
  readonly #groups: ReadonlyMap<string, readonly string[]>;
  readonly #names: () => readonly string[];
  readonly #found = new Map<string, readonly string[]>();
  #sorted: readonly Ranked[] | null = null;

  /** `names`: all there are, asked for when a pattern is. */
  constructor(groups: ReadonlyMap<string, readonly string[]>, names: () => readonly string[]) {
    this.#groups = groups;
    this.#names = names;
  }

  /** Groups that there are. */
  get groups(): readonly string[] {
    return [...this.#groups.keys()];
  }

  /** The nodes of a group, or those that a pattern fits; `undefined` if the text is neither. */
  find(text: string): readonly string[] | undefined {
    const group = this.#groups.get(text);
    if (group !== undefined) return group;
    if (!isPattern(text)) return undefined;
    let found = this.#found.get(text);
    if (found === undefined) {
      found = this.#matching(text);
      this.#found.set(text, found);
    }
    return found;
  }

  /** Only names that begin as the pattern does are compared with it. */
  #matching(pattern: string): string[] {
    const sorted = this.#inOrder();
    const prefix = pattern.slice(0, pattern.indexOf('*'));
    const fitting: Ranked[] = [];
    for (let at = firstFrom(sorted, prefix); at < sorted.length; at += 1) {
      const each = sorted[at] as Ranked;
      if (!each.name.startsWith(prefix)) break;
      if (fits(each.name, pattern)) fitting.push(each);
    }
    return fitting.sort((a, b) => a.rank - b.rank).map(({ name }) => name);
  }

  #inOrder(): readonly Ranked[] {
    this.#sorted ??= this.#names()
      .map((name, rank) => ({ name, rank }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return this.#sorted;
  }
}

interface Ranked {
  readonly name: string;
  /** Place in the scenario. */
  readonly rank: number;
}

/** The first of sorted names that does not come before a text. */
function firstFrom(sorted: readonly Ranked[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Ranked).name < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
