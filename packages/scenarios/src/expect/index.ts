// Expectations: what must be true of a run.

export type {
  AppKind,
  AppScope,
  BucketScope,
  ExpectationScope,
  HopScope,
  IcmpErrorScope,
  LinkDirectionScope,
  LinkScope,
  MulticastReceiverScope,
  MulticastScope,
  NodeScope,
  PingScope,
  RunScope,
  SegmentScope,
  TimesScope,
  TracerouteScope,
  UdpScope,
} from '../fields/index.js';
export { checkExpression, ExpressionChecker, expectationNamesOf } from './checkExpression.js';
export {
  type CompiledExpectation,
  compileExpectation,
  type ExpectationOutcome,
} from './compileExpectation.js';
export { ExpectationLimitError } from './expectationLimitError.js';
export type { ExpectationPart } from './explain.js';
export type { ExpectationNames } from './shape.js';
export type { ExpressionFault } from './syntaxFault.js';
