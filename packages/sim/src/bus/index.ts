// What happens in a simulation, as a stream.
export { EventBus, type LinkDirectionName, SubscriberError } from './eventBus.js';
export type {
  LinkImpairment,
  PacketSummary,
  SimulationEvent,
  SimulationEventType,
} from './simulationEvent.js';
