// What keeps a run from going on for ever, or from taking all memory.
export { plannedSends } from './plannedSends.js';
export { RunawayError, RunGuard } from './runGuard.js';
