// Suites that every implementation of a port passes, ours and a user's, for any test runner.
export { type AppSubject, appCompliance } from './appCompliance.js';
export { type ClockSubject, clockCompliance } from './clockCompliance.js';
export { type ComplianceCase, ComplianceError } from './compliance.js';
export { delayCompliance } from './delayCompliance.js';
export { type LinkFixture, linkCompliance, type MakeLinkEnds } from './linkCompliance.js';
export { lossCompliance } from './lossCompliance.js';
export { queueCompliance } from './queueCompliance.js';
export { randomCompliance } from './randomCompliance.js';
