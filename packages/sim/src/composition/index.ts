// How a simulation is put together: the only place that knows inversify.
export { createSimulation, type SimulationOptions } from './createSimulation.js';
export { PacketLedger } from './packetLedger.js';
export { TOKENS } from './tokens.js';
