// Simulated time: the event queue, the clock over it, and the clock that scripts see.
export { EventQueue, type EventSlot } from './eventQueue.js';
export { SimulationScheduler } from './rxScheduler.js';
export { type ScriptTimerId, ScriptTimers } from './scriptTimers.js';
export { MAX_TIME_NS, TimeRangeError, VirtualClock } from './virtualClock.js';
