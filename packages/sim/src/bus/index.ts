// What happens in a simulation, as a stream.
export { EventBus, type LinkDirectionName, SubscriberError } from './eventBus.js';
export type { PacketSummary, SimulationEvent, SimulationEventType } from './simulationEvent.js';
