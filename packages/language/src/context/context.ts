import type { DocumentPath, Problem } from '../diagnostics/diagnostic.js';
import { didYouMean, listed } from '../diagnostics/suggestion.js';
import type { ScriptSource } from '../document/scriptSource.js';
import type { Sibling } from '../files/sibling.js';
import type { DistributionFiles } from '../netem/distributionFile.js';

/** What a part of the normaliser needs to know of the whole. */
export interface Context {
  readonly findings: Findings;
  /** Where a mapping or list of the document stands in it. */
  readonly pathOf: (value: object) => DocumentPath;
  /** Whether the document holds everything that was written: nothing was cut out as wrong. */
  readonly complete: boolean;
  /** A file by its path from the scenario file's folder. */
  readonly readSibling: (path: string) => Sibling;
  /** Files with distributions of delays. */
  readonly distributions: DistributionFiles;
  /** Reads scripts by their path from the scenario file's folder; null: scripts are not allowed. */
  readonly scripts: ((path: string) => ScriptReading) | null;
}

/** A script, or why there is none; neither, where what is wrong with it has been told already. */
export type ScriptReading =
  | { readonly source: ScriptSource }
  | { readonly message: string }
  | { readonly reported: true };

/** Names that are compared for suggestions, all together: a large file of mistakes would take minutes. */
const MAX_COMPARISONS = 200_000;

/** Collects what is wrong. */
export class Findings {
  readonly problems: Problem[] = [];
  /** What may be wrong. */
  readonly warnings: Problem[] = [];
  #comparisons = 0;

  add(problem: Problem): void {
    this.problems.push(problem);
  }

  warn(problem: Problem): void {
    this.warnings.push(problem);
  }

  /** Tells that `name` is none of `known`. */
  unknown(path: DocumentPath, what: string, name: string, known: Iterable<string>): void {
    const message = `there is no ${what} '${name}'`;
    if (this.#comparisons > MAX_COMPARISONS) {
      this.add({ path, message });
      return;
    }
    const names = [...known];
    this.#comparisons += names.length;
    const suggestion = didYouMean(name, names);
    if (suggestion !== undefined) this.add({ path, message, suggestion });
    else if (names.length === 0) this.add({ path, message: `${message}: there are none at all` });
    else this.add({ path, message: `${message}; there are ${listed(names, name)}` });
  }
}
