// Not public: what the packages beside this one share with it. It may change in any version.

export {
  type CompiledExpectation,
  capturedNics,
  compileExpectation,
  type ExpectationPart,
} from '../expectations/index.js';
export { closingLine, diagnosticText, failureReport, jsonErrors } from '../report/index.js';
export { type GivenUpRequest, unlessGivenUp } from '../request/index.js';
export {
  fragmentText,
  icmpErrorText,
  packetText,
  runUnobserved,
  type UnobservedRun,
} from '../run/index.js';
export { scriptContext, textsOfThrown, thrownText, valueText } from '../script/index.js';
