import type { DocumentPath, Problem } from '../diagnostics/diagnostic.js';
import type { WrittenScenario } from './generated/writtenScenario.js';
import { pathsOf, pruned } from './prune.js';
import { schemaProblems } from './schemaProblems.js';
import { documentValidator, isValid, MAX_ERRORS } from './validate.js';

/** A document that was checked against the schema. */
export interface CheckedDocument {
  /** What of it is as the schema asks; `undefined` if too little is left to look at. */
  readonly written: WrittenScenario | undefined;
  readonly problems: readonly Problem[];
  /** Where a mapping or list of `written` stands in the document. */
  readonly pathOf: (value: object) => DocumentPath;
}

/** Cutting out what is wrong can leave a mapping without what it needs, which is then cut out too. */
const MAX_ROUNDS = 8;

/** Checks a document, which is changed: what is wrong is cut out of it. */
export function checkSchema(document: unknown): CheckedDocument {
  const pathOf = pathsOf(document);
  if (isValid(document)) return { written: document as WrittenScenario, problems: [], pathOf };
  const validator = documentValidator();
  let errors = validator.errorsOf(document);
  const problems = schemaProblems(errors.slice(0, MAX_ERRORS), document);
  if (errors.length > MAX_ERRORS) return { written: undefined, problems, pathOf };
  if (errors.length > 0) {
    fillIn(document);
    errors = validator.errorsOf(document);
  }
  let left: unknown = document;
  for (let round = 0; errors.length > 0 && round < MAX_ROUNDS; round += 1) {
    left = pruned(
      left,
      schemaProblems(errors, left).map(({ path }) => path),
    );
    if (left === undefined) break;
    errors = validator.errorsOf(left);
  }
  const usable = left !== undefined && errors.length === 0;
  return { written: usable ? (left as WrittenScenario) : undefined, problems, pathOf };
}

/** What a whole scenario cannot do without; with it, the rest can be checked. */
function fillIn(document: unknown): void {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return;
  const mapping = document as Record<string, unknown>;
  mapping.schema = 1;
  if (typeof mapping.name !== 'string') mapping.name = 'unnamed';
}
