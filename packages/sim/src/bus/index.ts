// What happens in a simulation, as a stream.
export { EventBus } from './eventBus.js';
export { type EventFilter, SubscriberError } from './eventSinks.js';
export type { EventSource, EventTap, OtherEvent } from './eventTap.js';
export { isArp, summaryOf, transportOf } from './packetSummary.js';
export type {
  LinkImpairment,
  PacketSummary,
  SimulationEvent,
  SimulationEventType,
} from './simulationEvent.js';
