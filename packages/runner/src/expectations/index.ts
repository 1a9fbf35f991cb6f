// Expectations: what must be true of a run.

export { capturedNics } from './capturedNics.js';
export {
  type CompiledExpectation,
  compileExpectation,
  type ExpectationOutcome,
} from './compileExpectation.js';
export { ExpectationLimitError } from './expectationLimitError.js';
export type { ExpectationPart } from './explain.js';
