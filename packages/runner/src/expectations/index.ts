// Expectations: what must be true of a run.

export {
  type CompiledExpectation,
  compileExpectation,
  type ExpectationOutcome,
} from './compileExpectation.js';
export { ExpectationLimitError } from './expectationLimitError.js';
export type { ExpectationPart } from './explain.js';
