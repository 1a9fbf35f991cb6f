import {
  type Diagnostic,
  type DiagnosticUse,
  type DocumentPath,
  diagnosticOf,
  type Problem,
} from '../diagnostics/diagnostic.js';
import type { Place, Use } from './place.js';
import type { Trace } from './trace.js';

/** Uses that a message tells of: the nearest, and those around it. */
const MAX_USES = 6;

/** Finds values of an expanded document in the files that they come from. */
export class Places {
  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  diagnosticOf(problem: Problem, severity: Diagnostic['severity'] = 'error'): Diagnostic {
    return diagnosticAt(this.#placeOf(problem.path), problem, severity);
  }

  #placeOf(path: DocumentPath): Place {
    let trace = this.#trace;
    for (const segment of path) trace = trace.entry(segment);
    return trace.place;
  }
}

/** A message about a place, with what led to it. */
export function diagnosticAt(
  place: Place,
  problem: Omit<Problem, 'path'>,
  severity: Diagnostic['severity'] = 'error',
): Diagnostic {
  const { within, ...about } = problem;
  const found = place.isExact && within !== undefined ? { ...about, within } : about;
  const fault = place.source.locate.faultOf({ ...found, path: place.path });
  const diagnostic = diagnosticOf(place.source.text, fault, severity);
  const uses = usesOf(place.use);
  return uses.length === 0 ? diagnostic : { ...diagnostic, uses };
}

function usesOf(nearest: Use | null): DiagnosticUse[] {
  const uses: DiagnosticUse[] = [];
  for (let use = nearest; use !== null && uses.length < MAX_USES; use = use.place.use) {
    const { source, path } = use.place;
    const { offset } = source.locate.faultOf({ path, message: '' });
    uses.push({ file: source.text.file, ...source.text.positionOf(offset), what: use.what });
  }
  return uses;
}
