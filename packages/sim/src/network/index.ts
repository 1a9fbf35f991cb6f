// The network: hosts and links in simulated time.
export { FingerprintRecorder } from './fingerprintRecorder.js';
export type { HostFactory, HostSpec, LinkFactory, OwnedRandom, SimulationParts } from './parts.js';
export { NetworkError, type RunSummary, Simulation } from './simulation.js';
