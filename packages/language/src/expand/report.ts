import { type Diagnostic, inOrder, type Problem } from '../diagnostics/diagnostic.js';
import type { Place } from './place.js';
import { diagnosticAt } from './places.js';

type Finding = Omit<Problem, 'path'>;

/** More than anybody reads; places of more are not looked for. */
const MAX_FINDINGS = 200;

/** Collects what is wrong while a document is expanded, at the places of the files. */
export class Report {
  readonly #errors: { readonly place: Place; readonly finding: Finding }[] = [];
  readonly #warnings: { readonly place: Place; readonly finding: Finding }[] = [];
  readonly #ofFiles: Diagnostic[] = [];
  #count = 0;

  /** How much was found wrong so far. */
  get count(): number {
    return this.#count;
  }

  get failed(): boolean {
    return this.#count > 0;
  }

  add(place: Place, finding: Finding): void {
    this.#count += 1;
    if (this.#errors.length < MAX_FINDINGS) this.#errors.push({ place, finding });
  }

  /** What may be wrong. */
  warn(place: Place, finding: Finding): void {
    this.#warnings.push({ place, finding });
  }

  /** What the reader of a file found. */
  addDiagnostics(diagnostics: readonly Diagnostic[]): void {
    this.#count += diagnostics.length;
    this.#ofFiles.push(...diagnostics);
  }

  get errors(): Diagnostic[] {
    return inOrder([
      ...this.#ofFiles,
      ...this.#errors.map(({ place, finding }) => diagnosticAt(place, finding)),
    ]);
  }

  get warnings(): Diagnostic[] {
    return this.#warnings.map(({ place, finding }) => diagnosticAt(place, finding, 'warning'));
  }
}
