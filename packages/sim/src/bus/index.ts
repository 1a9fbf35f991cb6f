// What happens in a simulation, as a stream.
export { EventBus, type LinkDirectionName } from './eventBus.js';
export { type EventChoice, SubscriberError } from './eventSinks.js';
export type { DropListener, EventSource, EventTap, RareEvent } from './eventTap.js';
export { isArp, summaryOf, transportOf } from './packetSummary.js';
export type {
  LinkImpairment,
  PacketSummary,
  SimulationEvent,
  SimulationEventType,
} from './simulationEvent.js';
